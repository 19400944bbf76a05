import { expect } from "chai";
import { ask, askJson } from "./ask.js";

const policy = "managed:AWSBatchFullAccess@v7";
const region = ["--context", "aws:RequestedRegion=eu-west-1"];

describe("the answer of planproof decide", () => {
  it("says first that the answer is undecided, and lists what is unknown only where it matters", async () => {
    const target = "create.plan.json#aws_iam_role.operator";
    const object = ["--action", "s3:GetObject", "--resource", "arn:aws:s3:::example-batch-results/runs/1"];
    const undecided = await ask(["decide", target, ...object, ...region]);
    expect(undecided.stdout.split("\n")[0]).to.equal(
      "undecided — by what is known it is implicitly denied: no statement allows it",
    );
    expect(undecided.stdout).to.include("  unknown    aws_iam_policy.guarded.policy/Statement/3/Resource: ");
    const quiet = await ask(["decide", target, ...object, ...region, "--quiet"]);
    expect(quiet.stdout).to.equal(`${undecided.stdout.split("\n")[0]}\n`);
    const certain = await ask(["decide", target, ...object]);
    expect(certain.stdout)
      .to.match(/^explicitly denied by /)
      .and.not.to.match(/^ +unknown /m);
    for (const [argv, isCertain] of [
      [[...object, ...region], false],
      [object, true],
    ] as const) {
      const { value } = await askJson<{ certain: boolean }>(["decide", target, ...argv]);
      expect(value.certain).to.equal(isCertain);
    }
  });

  for (const [action, resource, warning] of [
    ["batch:SubmitJobb", "*", "AWS lists no action `batch:SubmitJobb`\n  did you mean `batch:SubmitJob`?"],
    ["bach:SubmitJob", "*", "AWS lists no action `bach:SubmitJob`\n  did you mean `batch:SubmitJob`?"],
    ["batch:*", "*", "`batch:*` is a pattern, and a request has one action\n  name it"],
    [
      "iam:CreateUser",
      "user/x",
      "`user/x` is not an ARN\n  write it as arn:PARTITION:SERVICE:REGION:ACCOUNT:RE",
    ],
    ["s3:GetObject", "arn:aws:s3::b/k", "`arn:aws:s3::b/k` is not an ARN\n  "],
    [
      "s3:GetObject",
      "*",
      "`s3:GetObject` acts on a specific resource, so `*` never matches a real request\n  name it, such as arn:aws:s3:::e",
    ],
  ] as const) {
    it(`answers for ${action} on ${resource}, and warns`, async () => {
      const argv = ["decide", policy, "--action", action, "--resource", resource];
      const { exit, stdout, stderr } = await ask(argv);
      expect([exit, stdout === ""]).to.deep.equal([0, false]);
      expect(stderr).to.include(`planproof: warning: ${warning}`);
      expect((await ask([...argv, "--quiet"])).stderr).to.equal("");
    });
  }

  it("has nothing to say against a request that AWS could send", async () => {
    for (const [action, resource] of [
      ["Batch:submitjob", "arn:aws:batch:eu-west-1:123456789012:job-queue/q"],
      ["ec2:DescribeInstances", "*"],
      ["s3:GetObject", "arn:aws:s3:::b/k:l"],
    ] as const) {
      expect((await ask(["decide", policy, "--action", action, "--resource", resource])).stderr).to.equal("");
    }
  });
});
