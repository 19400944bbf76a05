import { expect } from "chai";
import { ask } from "../cli/ask.js";

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
});
