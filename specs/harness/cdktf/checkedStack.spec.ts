import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy/index.js";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider/index.js";
import { Aspects, TerraformStack, Testing } from "cdktf";
import { expect } from "chai";
import { type CheckedStackOptions, checkedStack } from "../../../harness/cdktf/cdktf.js";

function synthesize(action: string, options: CheckedStackOptions = {}): string {
  const stack = new TerraformStack(Testing.app(), "jobs");
  const Statement = { Effect: "Allow", Action: action, Resource: "*" };
  const policy = JSON.stringify({ Version: "2012-10-17", Statement });
  if (action !== "") new IamPolicy(stack, "jobs", { name: "jobs", policy });
  new AwsProvider(stack, "aws", { region: "eu-west-1" });
  Aspects.of(stack).add(checkedStack({ properties: ["no-iam-administration"], ...options }));
  try {
    return Testing.synth(stack, true) === "" ? "nothing" : "synthesized";
  } catch (thrown) {
    return (thrown as Error).message;
  }
}

describe("checkedStack", () => {
  it("lets a stack be synthesized whose properties hold", () => {
    expect(synthesize("batch:ListJobs")).to.equal("synthesized");
  });

  it("fails the synthesis of a stack of which a property is refuted, with the request", () => {
    expect(synthesize("iam:*"))
      .to.include("no-iam-administration is refuted for jobs#aws_iam_policy.jobs")
      .and.to.match(/action +iam:/);
  });

  it("fails the synthesis where nothing can be checked", () => {
    expect(synthesize("")).to.include("jobs: ");
    expect(synthesize("batch:ListJobs", { properties: ["tag-gard"] })).to.include(
      "did you mean `tag-guard`?",
    );
    expect(synthesize("batch:ListJobs", { account: "12" })).to.include("the account cannot be `12`");
  });
});
