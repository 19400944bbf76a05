import { Testing } from "cdktf";
import { expect } from "chai";
import { sourceFromStack, sourceFromSynth } from "../../../harness/cdktf/cdktf.js";
import { check, decide, loadSource } from "../../../harness/planproof.js";
import { run } from "../../../harness/run/run.js";
import { servicesOf } from "../../../harness/run/servicesOf.js";
import { loadServiceReference } from "../../../policies/reference/loadServiceReference.js";
import { seedLaws } from "../../properties/seedLaws.js";
import { temporaryDirectory } from "../cli/temporaryDirectory.js";
import { BatchStack } from "./batchStack.js";

describe("a CDKTF stack", () => {
  const batch = () => {
    const source = sourceFromStack(new BatchStack(Testing.app(), "batch"), Testing);
    if (!source.ok) throw new Error(source.diagnostics.map(({ message }) => message).join("; "));
    return source.value;
  };

  it("around AWS Batch gives every role with what it holds", () => {
    const { kind, name, extraction } = batch();
    expect([kind, name]).to.deep.equal(["cdktf", "batch"]);
    expect(extraction.notes).to.deep.equal([]);
    expect(
      extraction.principals.map(({ address, policies }) => [
        address.replace("aws_iam_role.", ""),
        ...policies,
      ]),
    ).to.deep.equal([
      ["instance", "aws_iam_policy.agent"],
      ["job", "aws_iam_role_policy.job-results"],
      ["operator", "aws_iam_role_policy.operator-hasty", "aws_iam_policy.stop-policy"],
      ["service", "managed:AWSBatchServiceRole@v14"],
      ["submitter", "aws_iam_role_policy.submitter-submit"],
    ]);
  });

  it("around AWS Batch is refuted for the one role that loses its tag guard", async () => {
    const { targets } = batch();
    const reference = await loadServiceReference(servicesOf(targets));
    const { verdicts } = run(targets, seedLaws, { reference, runs: 300 });
    const refuted = verdicts.filter(({ outcome }) => outcome.verdict === "refuted");
    expect(refuted.map(({ property, target }) => `${property} ${target}`)).to.deep.equal([
      "tag-guard batch#aws_iam_role.operator",
    ]);
    const held = verdicts.filter(({ outcome }) => outcome.verdict === "holds").map(({ target }) => target);
    expect(held).to.include.members(["batch#aws_iam_role.instance", "batch#aws_iam_role.service"]);
  });

  it("has no before", () => {
    expect(batch().targets.some(({ before }) => before !== undefined)).to.equal(false);
  });

  it("is read with an account and a region, which the replay commands repeat", async () => {
    const stack = new BatchStack(Testing.app(), "batch");
    const options = { account: "210987654321", region: "us-east-1" };
    const source = sourceFromStack(stack, Testing, options);
    if (!source.ok) throw new Error(source.diagnostics[0]!.message);
    expect(source.value.targets.map(({ principal }) => principal)).to.include(
      "arn:aws:iam::210987654321:role/batch-service",
    );
    expect(source.value.given).to.deep.equal(options);
    const wrong = sourceFromStack(stack, Testing, { account: "21" });
    expect(wrong.diagnostics[0]!.message).to.include("the account cannot be `21`");
  });

  describe("that is written to a file", () => {
    const scratch = temporaryDirectory();
    it("has addresses that `planproof decide` takes", async () => {
      const file = scratch.path("synthesized/jobs.tf.json");
      const stack = new BatchStack(Testing.app(), "batch");
      const report = await check(sourceFromStack(stack, Testing, { file }), { properties: ["tag-guard"] });
      if (!report.ok) throw new Error(report.diagnostics[0]!.message);
      const { target, outcome } = report.value.verdicts.find((one) => one.outcome.verdict === "refuted")!;
      if (outcome.verdict !== "refuted") throw new Error("it is refuted");
      const { request } = outcome.witness!;
      expect(target).to.equal(`${file}#aws_iam_role.operator`);
      const source = await loadSource(target);
      const decided = await decide(source, request);
      expect(decided.ok && decided.value.decision).to.equal("allowed");
    });
  });

  const refused: readonly (readonly [title: string, json: string, code: string])[] = [
    ["a plan", '{"resource_changes":[]}', "not-synthesized"],
    ["a policy", '{"Statement":[]}', "not-synthesized"],
    ["nothing", "", "empty-file"],
  ];
  for (const [title, json, code] of refused) {
    it(`is not ${title}`, () => {
      const source = sourceFromSynth(json);
      expect([source.ok, source.diagnostics[0]!.code]).to.deep.equal([false, code]);
    });
  }
});
