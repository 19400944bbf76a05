import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { spawnProgram } from "../../../harness/plan/source/spawnProgram.js";
import { allow, change, makePlan, trust } from "../plan/plans.js";
import { ask } from "./ask.js";
import { joinedPlan } from "./joinedPlan.js";

const samples = fileURLToPath(new URL("../../fixtures/plan-samples", import.meta.url));

/** What `check` says of each, where it is not that it lacks a policy. */
const codes: Readonly<Record<string, string>> = {
  "empty-state.json": "empty-state",
  "errored.plan.json": "errored-plan",
  "plan-json-ui-stream.ndjson": "plan-log",
  "raw.tfstate": "raw-state",
  "target_incomplete.plan.json": "incomplete-plan",
};

describe("input that cannot be checked", () => {
  for (const name of readdirSync(samples)) {
    it(`is refused with a reason, such as ${name}`, async function () {
      const terraform = await spawnProgram({ program: "terraform", args: ["version"], cwd: samples });
      if (name.endsWith(".tfplan") && terraform.exit !== 0) {
        console.log("        skipped: terraform is not here");
        this.skip();
      }
      const asked = await ask(["check", name, "--format", "json"], { cwd: samples, run: spawnProgram });
      const { error } = JSON.parse(asked.stdout) as { error: Record<"code" | "source" | "hint", string> };
      expect([asked.exit, error.code, error.source]).to.deep.equal([2, codes[name] ?? "no-policies", name]);
      expect(error.hint).to.match(/\w/);
      expect(asked.stdout + asked.stderr).not.to.include("hunter2");
    });
  }
});

describe("a plan with resource policies that cannot be taken as they are", () => {
  const object = "arn:aws:s3:::example-results/x";
  const input = (...statements: readonly object[]) => ({ input: JSON.stringify(joinedPlan(...statements)) });

  it("is refused where `--account` says another account", async () => {
    const { exit, stderr } = await ask(["check", "-", "--account", "999988887777"], input());
    expect([exit, stderr]).to.deep.equal([
      2,
      "-: error: it is in account 111122223333, and `--account` is 999988887777\n  leave `--account` out: it is for a source that does not show its account\n",
    ]);
    for (const argv of [
      ["check", "-#aws_iam_role.job"],
      ["check", "-"],
    ])
      expect((await ask([...argv, "--account", "111122223333"], input())).exit).to.be.oneOf([0, 1, 3]);
  });

  it("is undecided about what a policy that AWS refuses allows and denies", async () => {
    const refused = input({ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "*" });
    const argv = ["--action", "s3:GetObject", "--resource", object];
    const asked = await ask(["decide", "-#aws_iam_role.reader", ...argv], refused);
    expect(asked.exit).to.equal(3);
    expect(asked.stdout).to.include("the policy document is refused");
    expect((await ask(["who", "-", ...argv], refused)).exit).to.equal(3);
    expect((await ask(["check", "-"], refused)).stdout).to.match(/^REFUTED {2}valid-document/m);
  });

  it("names a resource policy whose resource is not known", async () => {
    const plan = makePlan([
      change("aws_iam_role.r", { after: { name: "r", assume_role_policy: trust } }),
      change("aws_s3tables_table_policy.t", { after: { resource_policy: allow("s3tables:*") } }),
    ]);
    const { stdout } = await ask(["check", "-"], { input: JSON.stringify(plan) });
    expect(stdout).to.include(
      "principals are checked without the resource policy of `aws_s3tables_table_policy.t.resource_policy`",
    );
  });
});
