import * as chai from "chai";
import { loadSource, targetOf } from "planproof";
import { planproofChai } from "planproof/chai";
import { plan } from "./plan.mjs";

const { expect } = chai.use(planproofChai);

describe("the operator", () => {
  const instance = "arn:aws:ec2:eu-west-1:111122223333:instance/i-0123456789abcdef0";
  let operator;
  let job;
  before(async () => {
    const source = await loadSource(plan);
    operator = targetOf(source, "aws_iam_role.operator");
    job = targetOf(source, "aws_iam_role.job");
  });

  it("ends an instance that AWS Batch started", () => {
    const context = { "aws:ResourceTag/AWSBatchServiceTag": "render" };
    expect(operator).on(instance).when(context).to.allow("ec2:TerminateInstances");
  });

  it("ends no other instance", () => expect(operator).to.satisfy("tag-guard"));

  it("changes no permissions", () => expect(operator).not.to.allow("iam:*"));

  it("deletes no result", () => expect(operator).not.to.allow("s3:Delete*"));

  it("leaves its job to AWS Batch", () => expect(job).to.be.assumableOnlyBy("ecs-tasks.amazonaws.com"));
});
