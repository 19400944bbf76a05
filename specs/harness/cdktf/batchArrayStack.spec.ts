import { Testing } from "cdktf";
import { expect } from "chai";
import { BatchArrayStack } from "../../../docs/shards/batchArrayStack.js";
import { check } from "../../../harness/api/check.js";
import { sourceFromStack } from "../../../harness/cdktf/cdktf.js";

const options = {
  region: "eu-west-1",
  account: "111122223333",
  subnets: ["subnet-0a1b2c3d"],
  securityGroup: "sg-0a1b2c3d",
  image: "111122223333.dkr.ecr.eu-west-1.amazonaws.com/planproof:1",
};

describe("the ready stack of an AWS Batch array job", () => {
  const stack = () => new BatchArrayStack(Testing.app(), "planproof", options);

  it("keeps every built-in property that it is asked about", async () => {
    const report = await check(sourceFromStack(stack(), Testing), { preset: "strict" });
    if (!report.ok) throw new Error(report.diagnostics[0]?.message);
    const { targets, verdicts } = report.value;
    expect(targets.map(({ address }) => address)).to.include.members([
      "planproof#aws_iam_role.execution",
      "planproof#aws_iam_role.job",
    ]);
    const others = verdicts.filter(({ outcome }) => outcome.verdict !== "holds");
    // the ARN of the log group is known only after apply, so that the statement with it may be dead or redundant
    expect(new Set(others.map(({ property }) => property))).to.have.keys(
      "no-dead-grant",
      "no-redundant-statement",
    );
    expect(others.map(({ outcome }) => outcome.verdict)).to.not.include("refuted");
    const asked = new Set(verdicts.map(({ property }) => property));
    expect(asked).to.include.keys(
      "no-escalation-path",
      "no-public-trust",
      "confused-deputy",
      "no-broad-write",
    );
  });

  it("runs the image with the role that the file system admits", () => {
    const { resource } = JSON.parse(Testing.synth(stack())) as {
      resource: Record<string, Record<string, { container_properties: string; policy: string }>>;
    };
    const { definition } = resource["aws_batch_job_definition"]!;
    const container = JSON.parse(definition!.container_properties) as Record<string, unknown>;
    expect(container).to.deep.include({
      image: options.image,
      jobRoleArn: "${aws_iam_role.job.arn}",
      executionRoleArn: "${aws_iam_role.execution.arn}",
    });
    expect(resource["aws_iam_role_policy"]!["job-policy"]!.policy).to.include(
      "elasticfilesystem:ClientWrite",
    );
  });
});
