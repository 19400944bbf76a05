import { expect } from "chai";
import { narrowToAddress } from "../../../../harness/plan/source/narrowToAddress.js";
import { policiesIn } from "../../../../policies/language/policiesIn.js";
import { extractBytes, fixtureBytes } from "../fixture.js";
import { change, extractPlan, makePlan, unchanged, written } from "../plans.js";

const open = (action: string) =>
  JSON.stringify({
    Statement: [{ Effect: "Allow", Principal: "*", Action: action, Resource: "arn:aws:s3:::b/*" }],
  });
function holdersIn(changes: readonly object[], root?: object) {
  const { policies, implied = [] } = extractPlan(makePlan(changes, root));
  return [...policies, ...implied].at(-1)!.attachedTo;
}

describe("the resource that a policy is put on", () => {
  const topic = "arn:aws:sns:eu-west-1:123456789012:t";
  const rows: readonly (readonly [string, Readonly<Record<string, unknown>>, string, object])[] = [
    ["aws_s3_bucket.r", { bucket: "b" }, "aws_s3_bucket_policy.p", { bucket: "b", policy: open("s3:*") }],
    ["aws_kms_key.r", { id: "k-1" }, "aws_kms_key_policy.p", { key_id: "k-1", policy: open("kms:*") }],
    ["aws_sns_topic.r", { arn: topic }, "aws_sns_topic_policy.p", { arn: topic, policy: open("sns:*") }],
    [
      "aws_lambda_function.r",
      { function_name: "f" },
      "aws_lambda_permission.p",
      { function_name: "f", action: "lambda:InvokeFunction", principal: "*" },
    ],
    [
      "aws_dynamodb_table.r",
      { arn: "arn:aws:dynamodb:eu-west-1:123456789012:table/t" },
      "aws_dynamodb_resource_policy.p",
      { resource_arn: "arn:aws:dynamodb:eu-west-1:123456789012:table/t", policy: open("dynamodb:*") },
    ],
  ];
  for (const [address, values, policy, after] of rows) {
    it(`is known by its name or ARN where nothing refers to it, such as ${address.slice(0, -2)}`, () => {
      const changes = [unchanged(address, values), change(policy, { after: after as typeof values })];
      expect(holdersIn(changes)).to.deep.equal([address]);
    });
  }

  it("is not one of another type with the same name, and has its name when it is not in the plan", () => {
    const policy = change("aws_s3_bucket_policy.p", { after: { bucket: "b", policy: open("s3:*") } });
    const others = [
      unchanged("aws_s3_bucket_versioning.v", { id: "b", bucket: "b" }),
      unchanged("aws_iam_role.b", { name: "b" }),
    ];
    expect(holdersIn([...others, policy])).to.deep.equal(['bucket "b" (not in this plan)']);
    const hidden = change("aws_s3_bucket_policy.p", {
      after: { bucket: "b", policy: open("s3:*") },
      sensitive: { bucket: true },
    });
    expect(holdersIn([hidden])).to.deep.equal([]);
  });

  it("is the one that is referred to, regardless of its name", () => {
    const root = { resources: [written("aws_s3_bucket_policy.p", { bucket: ["aws_s3_bucket.two.id"] })] };
    const buckets = ["one", "two"].map((name) => unchanged(`aws_s3_bucket.${name}`, { bucket: "b" }));
    const policy = change("aws_s3_bucket_policy.p", { after: { bucket: "b", policy: open("s3:*") } });
    expect(holdersIn([...buckets, policy], root)).to.deep.equal(["aws_s3_bucket.two"]);
  });

  it("is the same before apply, after it, and in the state", () => {
    const held = (name: string) =>
      extractBytes(fixtureBytes(`batch-plan/${name}`))
        .policies.filter(({ providerDefault }) => !providerDefault)
        .map(({ address, attribute, kind, attachedTo }) => [address, attribute, kind, ...attachedTo]);
    expect(held("create.plan.json")).to.deep.equal(held("noop.plan.json"));
    expect(held("state.json")).to.deep.equal(held("noop.plan.json"));
    expect(held("state.json")).to.deep.include([
      ...["aws_s3_bucket_policy.results", "policy", "resource", "aws_s3_bucket.results"],
    ]);
  });

  it("does not say again what a policy on it said before", () => {
    const bucket = { bucket: "b", id: "b", policy: open("s3:PutObject") };
    const extraction = extractPlan(
      makePlan([
        unchanged("aws_s3_bucket.b", bucket),
        change("aws_s3_bucket_policy.p", {
          actions: ["update"],
          before: { bucket: "b", policy: open("s3:PutObject") },
          after: { bucket: "b", policy: open("s3:GetObject") },
        }),
      ]),
    );
    expect(extraction.policies).to.have.lengthOf(2);
    const narrowed = narrowToAddress(extraction, { source: "plan.json", resource: "aws_s3_bucket.b" });
    if (!narrowed.ok) throw new Error(narrowed.diagnostics[0]!.message);
    const sources = narrowed.value.targets.flatMap(({ policies }) =>
      policiesIn(policies).map(({ source }) => source),
    );
    expect(sources).to.deep.equal(["aws_s3_bucket_policy.p"]);
  });
});
