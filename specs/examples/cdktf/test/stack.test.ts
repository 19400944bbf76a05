import { Testing } from "cdktf";
import * as chai from "chai";
import { targetOf } from "planproof";
import { sourceFromStack } from "planproof/cdktf";
import { planproofChai } from "planproof/chai";
import { describePlan } from "planproof/mocha";
import { RenderStack } from "../renderStack.js";

const { expect } = chai.use(planproofChai);
const account = "111122223333";
const stack = new RenderStack(Testing.app(), "render", account);
// the file is what the command in a failure reads
const source = sourceFromStack(stack, Testing, { account, file: "cdktf.out/render.tf.json" });

// a test for each property and principal
await describePlan(source);

describe("the job", () => {
  const job = targetOf(source, "aws_iam_role.render-job-role");

  it("reads its input", () => {
    expect(job).on("arn:aws:s3:::render-results/in/scene").to.allow("s3:GetObject");
  });

  it("deletes nothing", () => expect(job).not.to.allow("s3:Delete*"));

  it("is for AWS Batch alone", () => expect(job).to.be.assumableOnlyBy("ecs-tasks.amazonaws.com"));
});
