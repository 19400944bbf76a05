import { expect } from "chai";
import { diffHtml } from "../../../harness/report/diffHtml.js";
import type { AccessChange } from "../../../harness/run/diff/accessChange.js";
import type { Diff } from "../../../harness/run/diff/diff.js";
import { ask } from "../cli/ask.js";

const counts = { added: 0, widened: 0, shifted: 0, narrowed: 0, removed: 0 };

describe("the HTML page of a diff", () => {
  it("says what the change allows, with a request for each change and the lines that are new and gone", async () => {
    const { exit, stdout } = await ask(["diff", "widen.plan.json", "--format", "html"]);
    expect(exit).to.equal(1);
    expect(stdout).to.match(
      /<h1 [^>]*>This change lets <code>batch-operator<\/code> delete launch templates/,
    );
    expect(stdout.match(/<article/g)).to.have.length(2);
    expect(stdout).to.include("<mark>    &quot;ec2:StopInstances&quot;,</mark>");
    expect(stdout).to.include('"cells":');
    expect(stdout).not.to.include("canary");
  });

  it("is calm where nothing changed", async () => {
    const { exit, stdout } = await ask(["diff", "noop.plan.json", "--format", "html"]);
    expect(exit).to.equal(0);
    expect(stdout).to.include(">Nothing gains access.</h1>");
    expect(stdout).not.to.include("<article");
  });

  it("does not say that nothing gains access where that is unknown", async () => {
    const { exit, stdout } = await ask(["diff", "state.json", "create.plan.json", "--format", "html"]);
    expect(exit).to.equal(3);
    expect(stdout).to.include(">It is unknown whether anything gains access.</h1>");
    expect(stdout).to.include('<tbody id="undecided-rows">').and.not.to.include("Nothing gains access");
  });

  const evidence = { documents: [], targets: [] };
  const pageOf = (diff: Partial<Diff>): string =>
    diffHtml(
      { changes: [], undecided: [], contradicted: [], ...diff },
      { sources: ["plan.json"], counts, evidence, given: {} },
    );

  it("shows the chains of which it is unknown whether they are opened, where nothing else changed", () => {
    const hole = {
      address: "aws_iam_policy.late",
      reason: "it is known only after apply",
      refersTo: [],
      remedy: "apply it",
    };
    const undecided = [{ principals: ["aws_iam_role.ci"], holes: [hole] }];
    const page = pageOf({ chains: { opened: [], closed: [], undecided } });
    expect(page).to.include(">It is unknown whether anything gains access.</h1>");
    expect(page.match(/<article/g)).to.have.length(1);
    expect(page).to.match(/<section id="details".*Undecided chains.*apply it/s);
    expect(page).to.include('<a href="#details"><b>1</b><span class="sev undecided">undecided</span>');
  });

  it("does not count the subject of its headline among those that lose access", () => {
    const change = (target: string, kind: AccessChange["change"], action: string): AccessChange => ({
      ...{ target, actions: [action], count: 1, change: kind, why: "", statements: [] },
      witness: {
        ...{ principal: "arn:aws:iam::111122223333:role/ci", action, resource: "*", context: {} },
        resourceAccount: "111122223333",
      },
    });
    const own = [change("ci", "added", "s3:GetObject"), change("ci", "removed", "s3:PutObject")];
    expect(pageOf({ changes: own })).to.include("Nothing else gains access.");
    const others = [change("ops", "removed", "s3:PutObject"), change("ops", "removed", "s3:GetObject")];
    expect(pageOf({ changes: [...own, ...others] })).to.include(
      "Nothing else gains access, and 1 loses some.",
    );
  });
});
