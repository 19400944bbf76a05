import { expect } from "chai";
import { countPolicies } from "../../../harness/plan/countPolicies.js";
import { extractBytes, fixtureBytes, outline } from "./fixture.js";

const read = (name: string) => extractBytes(fixtureBytes(`batch-plan/${name}`), name);
const jobs = ['aws_iam_role_policy.job["in.v1"]', 'aws_iam_role_policy.job["out.v1"]'];
const service = "managed:AWSBatchServiceRole@v14";

describe("the batch plan", () => {
  it("joins what is created, with a hole for everything known only after apply", () => {
    expect(outline(read("create.plan.json"))).to.deep.equal([
      { address: "aws_iam_role.batch_service", holds: [service] },
      { address: "aws_iam_role.job", holds: [], holes: jobs.map((job) => `${job}.policy`) },
      {
        address: "aws_iam_role.operator",
        holds: ["aws_iam_policy.guarded"],
        boundary: "aws_iam_policy.boundary",
        open: [
          "aws_iam_policy.guarded.policy/Statement/2/Resource",
          "aws_iam_policy.guarded.policy/Statement/3/Resource",
        ],
      },
    ]);
  });

  it("says what each unknown part depends on, and what would resolve it", () => {
    const [, , operator] = read("create.plan.json").targets;
    expect(operator!.holes).to.deep.equal([]);
    expect(operator!.bounds!.unknown[0]).to.deep.equal({
      address: "aws_iam_policy.guarded.policy/Statement/2/Resource",
      refersTo: ["aws_iam_role.job.arn"],
      reason: "this part of the policy is known only after apply: it comes from `aws_iam_role.job.arn`",
      remedy:
        "write out the value that comes from `aws_iam_role.job.arn`, or apply this first and plan again",
    });
  });

  it("predicts ARNs from path, name and the caller's account", () => {
    expect(read("create.plan.json").principals.map(({ arn }) => arn)).to.deep.equal([
      "arn:aws:iam::123456789012:role/batch-service",
      "arn:aws:iam::123456789012:role/batch-job",
      "arn:aws:iam::123456789012:role/ops/batch-operator",
    ]);
  });

  it("lists every document with its kind and its holders", () => {
    const { policies } = read("create.plan.json");
    const listed = policies
      .filter(({ providerDefault }) => !providerDefault)
      .map(({ address, kind, unknown, attachedTo }) => [
        address,
        kind,
        unknown.length > 0 ? "unknown" : "known",
        ...attachedTo,
      ]);
    expect(listed).to.deep.equal([
      ["aws_iam_policy.boundary", "boundary", "known", "aws_iam_role.operator"],
      ["aws_iam_policy.guarded", "identity", "unknown", "aws_iam_role.operator"],
      ["aws_iam_role.batch_service", "trust", "known", "aws_iam_role.batch_service"],
      ["aws_iam_role.job", "trust", "known", "aws_iam_role.job"],
      ["aws_iam_role.operator", "trust", "known", "aws_iam_role.operator"],
      [jobs[0], "identity", "unknown", "aws_iam_role.job"],
      [jobs[1], "identity", "unknown", "aws_iam_role.job"],
      ["aws_s3_bucket_policy.results", "resource", "known", "aws_s3_bucket.results"],
    ]);
    expect(countPolicies({ policies })).to.deep.equal({ documents: 5, unknown: 3, providerDefault: 4 });
  });

  const settled = (before: boolean) => [
    { address: "aws_iam_role.batch_service", holds: [service], ...(before && { before: [service] }) },
    { address: "aws_iam_role.job", holds: jobs, ...(before && { before: jobs }) },
    {
      address: "aws_iam_role.operator",
      holds: ["aws_iam_policy.guarded"],
      boundary: "aws_iam_policy.boundary",
      ...(before && { before: ["aws_iam_policy.guarded"] }),
    },
  ];
  it("knows everything once nothing changes", () => {
    expect(outline(read("noop.plan.json"))).to.deep.equal(settled(true));
  });
  it("knows everything in the state, which has no before", () => {
    expect(outline(read("state.json"))).to.deep.equal(settled(false));
  });

  it("keeps both sides of the widened policy", () => {
    const { targets } = read("widen.plan.json");
    expect(outline(read("widen.plan.json"))).to.deep.equal(settled(true));
    const lifecycle = (policies: (typeof targets)[0]["policies"]) =>
      policies.identity[0]!.document.statements.find(({ sid }) => sid === "Lifecycle")!;
    const operator = targets[2]!;
    expect(lifecycle(operator.before!.policies).conditions).to.have.lengthOf(1);
    expect(lifecycle(operator.policies).conditions).to.have.lengthOf(0);
    expect(lifecycle(operator.policies).action.patterns).to.include("ec2:StopInstances");
  });
});
