import { readdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { allow, change, makePlan, trust } from "../plan/plans.js";
import { ask, askJson } from "./ask.js";
import { joinedPlan } from "./joinedPlan.js";
import { temporaryDirectory } from "./temporaryDirectory.js";

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
  // a binary plan takes terraform; showWithTerraform.spec.ts has it
  for (const name of readdirSync(samples).filter((file) => !file.endsWith(".tfplan"))) {
    it(`is refused with a reason, such as ${name}`, async () => {
      const asked = await ask(["check", name, "--format", "json"], { cwd: samples });
      const { error } = JSON.parse(asked.stdout) as { error: Record<"code" | "source" | "hint", string> };
      expect([asked.exit, error.code, error.source]).to.deep.equal([2, codes[name] ?? "no-policies", name]);
      expect(error.hint).to.match(/\w/);
      expect(asked.stdout + asked.stderr).not.to.include("hunter2");
    });
  }
});

interface Decided {
  readonly decision: string;
}

interface Checked {
  readonly verdicts: readonly { readonly verdict: string; readonly target: string }[];
}

interface Diffed {
  readonly changes: readonly { readonly target: string; readonly caller?: { readonly kind: string } }[];
}

describe("a plan with resource policies that cannot be taken as they are", () => {
  const temporary = temporaryDirectory();
  const object = "arn:aws:s3:::example-results/x";
  const input = (...statements: readonly object[]) => ({ input: JSON.stringify(joinedPlan(...statements)) });

  it("is refused where `--account` says another account", async () => {
    const { exit, stderr } = await ask(["check", "-", "--account", "999988887777"], input());
    expect([exit, stderr]).to.deep.equal([
      2,
      "-: error: it is in account 111122223333, and `--account` is 999988887777\n  leave `--account` out: it is for a source that does not show its account\n",
    ]);
    for (const argv of [
      ["diff", "-"],
      ["who", "-", "--action", "s3:GetObject", "--resource", object],
      ["targets", "-"],
    ])
      expect((await ask([...argv, "--account", "999988887777"], input())).exit, argv[0]).to.equal(2);
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

  it("is judged with its own policy of a bucket, where another plan has one of the same bucket", async () => {
    const paths = [
      { Effect: "Deny", Principal: "*", Action: "s3:GetObject" },
      { Effect: "Allow", Principal: "*", Action: "s3:GetObject" },
    ].map((statement, at) => {
      const path = temporary.path(`${at}.json`);
      writeFileSync(path, JSON.stringify(joinedPlan(statement)));
      return path;
    }) as [string, string];
    const [denying, open] = paths;
    const argv = ["--action", "s3:GetObject", "--resource", object];
    for (const [path, decision] of [
      [denying, "explicitDeny"],
      [open, "allowed"],
    ]) {
      const { value } = await askJson<Decided>(["decide", `${path}#aws_iam_role.reader`, ...argv]);
      expect(value.decision).to.equal(decision);
    }
    const { value } = await askJson<Checked>(["check", ...paths, "--property", "no-public-access"]);
    const refuted = value.verdicts.filter(({ verdict }) => verdict === "refuted");
    expect(refuted.map(({ target }) => target)).to.deep.equal([`${open}#aws_s3_bucket.results`]);
    const { value: diffed } = await askJson<Diffed>(["diff", denying, open]);
    expect(diffed.changes.map(({ target, caller }) => [target, caller?.kind])).to.deep.equal([
      [`${open}#aws_s3_bucket.results`, "everyone"],
    ]);
  });

  it("is not checked by the address of one policy of a resource", async () => {
    const { exit, stderr } = await ask(
      ["check", "-#aws_s3_bucket_policy.results"],
      input({ Effect: "Allow", Principal: "*", Action: "s3:GetObject" }),
    );
    expect(exit).to.equal(2);
    expect(stderr).to.include("check the resource that it is on by its address in the plan");
  });

  it("names a policy of a type of resource that is not known", async () => {
    const plan = makePlan([
      change("aws_iam_role.r", { after: { name: "r", assume_role_policy: trust } }),
      change("aws_new_vault_policy.v", { after: { policy: allow("new:*") } }),
    ]);
    const { stdout } = await ask(["check", "-"], { input: JSON.stringify(plan) });
    expect(stdout).to.include("IAM policies in `aws_new_vault_policy.v.policy`, which are not read");
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
