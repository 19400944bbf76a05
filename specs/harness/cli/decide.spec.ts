import { expect } from "chai";
import type { ExplainedRequest } from "../../../harness/planproof.js";
import { ask, askJson } from "./ask.js";
import { joinedPlan } from "./joinedPlan.js";

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

describe("the answer of planproof decide about a plan with resource policies", () => {
  const job = "arn:aws:iam::111122223333:role/job";
  const object = "arn:aws:s3:::example-results/runs/1";
  const plan = joinedPlan(
    { Sid: "Job", Effect: "Allow", Principal: { AWS: job }, Action: "s3:GetObject" },
    { Sid: "Partner", Effect: "Allow", Principal: { AWS: "999988887777" }, Action: "s3:GetObject" },
    { Sid: "Logs", Effect: "Allow", Principal: { Service: "logging.s3.amazonaws.com" }, Action: "s3:*" },
    {
      Sid: "Tls",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  );
  const decided = (source: string, argv: readonly string[]) =>
    askJson<ExplainedRequest>(["decide", source, "--action", "s3:GetObject", "--resource", object, ...argv], {
      input: JSON.stringify(plan),
    });
  const partner = "arn:aws:iam::999988887777:role/reader";
  const outside = "arn:aws:iam::111122223333:role/elsewhere";

  for (const [who, source, argv, [decision, exit, by]] of [
    ["a principal that it grants access", "-#aws_iam_role.job", [], ["allowed", 0, "Job"]],
    ["a principal by address", "-", ["--principal", "aws_iam_role.job"], ["allowed", 0, "Job"]],
    ["a principal by ARN", "-", ["--principal", job], ["allowed", 0, "Job"]],
    [
      "a session of a role",
      "-",
      ["--principal", "arn:aws:sts::111122223333:assumed-role/job/x"],
      ["allowed", 0, "Job"],
    ],
    ["a principal that it does not name", "-#aws_iam_role.bare", [], ["implicitDeny", 0]],
    [
      "a principal that it denies access",
      "-#aws_iam_role.reader",
      ["--context", "aws:SecureTransport=false"],
      ["explicitDeny", 0, "Tls"],
    ],
    ["a service", "-", ["--principal", "logging.s3.amazonaws.com"], ["allowed", 0, "Logs"]],
    ["a service that it does not name", "-", ["--principal", "ec2.amazonaws.com"], ["implicitDeny", 0]],
    ["an anonymous caller", "-#aws_s3_bucket.results", ["--principal", "*"], ["implicitDeny", 0]],
    ["another account", "-#aws_s3_bucket.results", ["--principal", partner], ["allowed", 0, "Partner"]],
    [
      "another account that it does not name",
      "-#aws_s3_bucket.results",
      ["--principal", "arn:aws:iam::444455556666:root"],
      ["implicitDeny", 0],
    ],
    [
      "a caller of the account, whose policies are unknown",
      "-",
      ["--principal", outside],
      ["implicitDeny", 3],
    ],
    [
      "a caller of the account that it denies",
      "-",
      ["--principal", outside, "--context", "aws:SecureTransport=false"],
      ["explicitDeny", 0, "Tls"],
    ],
  ] as const) {
    it(`judges ${who}`, async () => {
      const { value, exit: actual } = await decided(source, argv);
      expect([value.decision, actual]).to.deep.equal([decision, exit]);
      expect(value.certain).to.equal(exit === 0);
      expect(value.statements.map(({ sid }) => sid)).to.deep.equal(by === undefined ? [] : [by]);
    });
  }

  it("names the resource policy, and says what it takes the caller's own policies to allow", async () => {
    const { value } = await decided("-#aws_s3_bucket.results", ["--principal", partner]);
    expect(value.why).to.deep.equal([
      "the resource policy aws_s3_bucket_policy.results /Statement/1 (Partner) allows it",
      "its own policies, in account 999988887777, are taken to allow it, too",
    ]);
  });

  it("names the principals for one that the source does not have", async () => {
    const { stderr, exit } = await ask(
      [
        ...["decide", "-#aws_s3_bucket.results", "--action", "s3:GetObject", "--resource", object],
        ...["--principal", "aws_iam_role.job"],
      ],
      { input: JSON.stringify(plan) },
    );
    expect(exit).to.equal(2);
    expect(stderr).to.include("planproof decide - --principal aws_iam_role.job");
  });

  for (const typo of ["aws_iam_role.jbo", "job", "123456789012"]) {
    it(`refuses ${typo}, which names no caller, and says which principals there are`, async () => {
      const request = ["--action", "s3:GetObject", "--resource", object, "--principal", typo];
      const { stderr, exit } = await ask(["decide", "-", ...request], { input: JSON.stringify(plan) });
      expect(exit).to.equal(2);
      expect(stderr).to.match(/^-: error: no principal `.*` in it\n {2}.*`?aws_iam_role\.job/);
    });
  }
});
