import { writeFileSync } from "node:fs";
import { expect } from "chai";
import { check } from "../../../harness/api/check.js";
import { openSource } from "../../../harness/run/openSource.js";
import { ask, askJson, cwd as fixtures } from "./ask.js";
import { temporaryDirectory } from "./temporaryDirectory.js";

const empty = "../plan-samples/destroy.plan.json";

interface Answer {
  readonly verdicts: readonly { readonly property: string; readonly target: string }[];
  readonly notes: readonly { readonly source: string; readonly code: string; readonly message: string }[];
}

describe("planproof check of nothing", () => {
  const temporary = temporaryDirectory();

  it("is exit code 2, of several sources with the reason of each", async () => {
    const { exit, stdout, stderr } = await ask(["check", empty, `${empty}#aws_iam_role.gone`]);
    expect([exit, stdout]).to.deep.equal([2, ""]);
    const alone = await ask(["check", empty]);
    expect(alone.exit).to.equal(2);
    expect(alone.stderr).to.include(
      `${empty}: error: it contains no IAM policy, so there is nothing to check`,
    );
    expect(stderr).not.to.equal("");
  });

  it("is exit code 0 with `--allow-empty`, and the first line says that nothing was checked", async () => {
    const { exit, stdout } = await ask(["check", empty, "--allow-empty"]);
    expect(exit).to.equal(0);
    expect(stdout.split("\n")[0]).to.equal(
      `nothing was checked — 0 properties on 0 targets with 0 policies in ${empty}`,
    );
    expect(stdout).to.include(`${empty}: nothing was checked in it: it contains no IAM policy`);
  });

  it("may also be allowed by the configuration, and by the API", async () => {
    writeFileSync(temporary.path("planproof.config.json"), '{ "allowEmpty": true }');
    const plan = `${fixtures}/${empty}`;
    expect((await ask(["check", plan], { cwd: temporary.path(".") })).exit).to.equal(0);
    const source = await openSource(plan);
    const refused = await check(source);
    expect(refused.ok).to.equal(false);
    const allowed = await check(source, { allowEmpty: true });
    expect(allowed.ok && allowed.value.verdicts).to.deep.equal([]);
  });

  it("is noted of one of several sources, and the others are judged", async () => {
    const argv = ["check", "widen.plan.json", empty, "--property", "tag-guard"];
    const { exit, value } = await askJson<Answer>(argv);
    expect(exit).to.equal(1);
    const alone = await askJson<Answer>(["check", "widen.plan.json", "--property", "tag-guard"]);
    expect(value.verdicts).to.deep.equal(alone.value.verdicts);
    const note = value.notes.find(({ source }) => source === empty)!;
    expect([note.code, note.message]).to.deep.equal([
      "no-policies",
      "nothing was checked in it: it contains no IAM policy",
    ]);
  });

  it("does not cover a plan of which a part is missing", async () => {
    const argv = ["check", "widen.plan.json", "../plan-samples/target_incomplete.plan.json", "--allow-empty"];
    const { exit, stderr } = await ask(argv);
    expect(exit).to.equal(2);
    expect(stderr).to.include("not every policy is in this plan");
  });

  it("is allowed, too, where no property applies", async () => {
    const argv = ["check", "managed:AWSBatchFullAccess@v7", "--property", "endpoint-open"];
    expect((await ask(argv)).exit).to.equal(2);
    expect((await ask([...argv, "--allow-empty"])).exit).to.equal(0);
  });

  it("is not a plan with service control policies alone: whether AWS takes them is checked", async () => {
    const content = JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Deny", Action: "iam:*", Resource: "*" }],
    });
    const scp = {
      address: "aws_organizations_policy.p",
      mode: "managed",
      type: "aws_organizations_policy",
      name: "p",
      provider_name: "registry.terraform.io/hashicorp/aws",
      change: {
        actions: ["create"],
        before: null,
        after: { content, type: "SERVICE_CONTROL_POLICY" },
        after_unknown: {},
      },
    };
    writeFileSync(
      temporary.path("scp.json"),
      JSON.stringify({ format_version: "1.2", terraform_version: "1.9.0", resource_changes: [scp] }),
    );
    const { exit, value } = await askJson<Answer>(["check", temporary.path("scp.json")]);
    expect(exit).to.equal(0);
    expect(value.verdicts.map(({ property }) => property)).to.deep.equal(["valid-document"]);
  });
});
