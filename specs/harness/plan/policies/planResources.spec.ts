import { expect } from "chai";
import { holesOf } from "../../../../properties/target.js";
import { printAddress } from "../../../../properties/targetAddress.js";
import { change, extractPlan, makePlan, trust, unchanged, written } from "../plans.js";

type Values = Readonly<Record<string, unknown>>;

const account = "111122223333";
const me = unchanged("data.aws_caller_identity.me", {
  account_id: account,
  arn: `arn:aws:iam::${account}:user/u`,
});
const statement = (more: Values) => ({
  Effect: "Allow",
  Principal: "*",
  Action: "*",
  Resource: "*",
  ...more,
});
const policy = (more: Values = {}) => JSON.stringify({ Version: "2012-10-17", Statement: statement(more) });
const ofBucket = policy({ Action: "s3:*", Resource: "arn:aws:s3:::b/*" });
const admin = change("aws_iam_user_policy.p", {
  after: {
    user: "u",
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: { Effect: "Allow", Action: "*", Resource: "*" },
    }),
  },
});
const user = change("aws_iam_user.u", { after: { name: "u" } });

/** The resources that count for a user who may do everything: all with an Allow or a Deny for everyone. */
function joined(changes: readonly object[], root?: object) {
  const { targets } = extractPlan(makePlan([me, user, admin, ...changes], root));
  const target = targets.find(({ address }) => printAddress(address).endsWith("aws_iam_user.u"))!;
  const outline = (of: typeof target.policies | undefined) =>
    (of?.resources ?? []).map(({ address, arns, policies }) => ({
      address,
      arns,
      from: policies.map(({ source }) => source),
    }));
  return { now: outline(target.policies), target, outline };
}

const bucket = { address: "aws_s3_bucket.b", arns: ["arn:aws:s3:::b", "arn:aws:s3:::b/*"] };

describe("the resources of a plan", () => {
  it("have the policy that a separate resource puts on them, by reference", () => {
    const { now } = joined(
      [
        change("aws_s3_bucket.b", { after: { bucket: "b" }, unknown: { arn: true, id: true } }),
        change("aws_s3_bucket_policy.p", { after: { policy: ofBucket }, unknown: { bucket: true } }),
      ],
      { resources: [written("aws_s3_bucket_policy.p", { bucket: ["aws_s3_bucket.b.id"] })] },
    );
    expect(now).to.deep.equal([{ ...bucket, from: ["aws_s3_bucket_policy.p"] }]);
  });

  it("may be any of their type where the name in a policy is known only after apply", () => {
    const changes = [
      me,
      change("aws_efs_file_system_policy.p", {
        after: { policy: policy() },
        unknown: { file_system_id: true },
      }),
    ];
    const { resources } = extractPlan(makePlan(changes));
    expect(resources?.map(({ address }) => printAddress(address))).to.deep.equal([
      "plan.json#aws_efs_file_system_policy.p",
    ]);
    const perhaps = joined(changes.slice(1)).target;
    expect(holesOf(perhaps).map(({ address }) => address)).to.deep.equal(["aws_efs_file_system_policy.p"]);
  });

  it("are found by the name or ARN in a policy where the plan does not have them", () => {
    const { now } = joined([
      change("aws_s3_bucket_policy.p", { after: { bucket: "b", policy: ofBucket } }),
      change("aws_sqs_queue_policy.p", {
        after: { queue_url: "https://sqs.eu-west-1.amazonaws.com/999988887777/q", policy: policy() },
      }),
      change("aws_dynamodb_resource_policy.p", {
        after: { resource_arn: `arn:aws:dynamodb:eu-west-1:${account}:table/t`, policy: policy() },
      }),
    ]);
    expect(now.map(({ arns }) => arns[0])).to.deep.equal([
      "arn:aws:s3:::b",
      "arn:aws:sqs:eu-west-1:999988887777:q",
      `arn:aws:dynamodb:eu-west-1:${account}:table/t`,
    ]);
  });

  it("count a mirror of the policy once, now and before", () => {
    const values = { bucket: "b", arn: "arn:aws:s3:::b", policy: ofBucket };
    const { now, target, outline } = joined([
      unchanged("aws_s3_bucket.b", values),
      change("aws_s3_bucket_policy.p", {
        actions: ["delete"],
        before: { bucket: "b", policy: ofBucket },
      }),
    ]);
    expect(now).to.deep.equal([]);
    expect(target.before === undefined ? [] : outline(target.before.policies)).to.deep.equal([]);
    const both = joined([unchanged("aws_s3_bucket.b", values), unchanged("aws_s3_bucket_policy.p", values)]);
    expect(both.now).to.deep.equal([{ ...bucket, from: ["aws_s3_bucket_policy.p"] }]);
    expect(joined([unchanged("aws_s3_bucket.b", values)]).now).to.deep.equal([
      { ...bucket, from: ["aws_s3_bucket.b"] },
    ]);
  });

  it("keep each document apart", () => {
    const after = { function_name: "f", action: "lambda:InvokeFunction", principal: "*" };
    const { now } = joined(
      [
        change("aws_lambda_function.f", { after: { function_name: "f" } }),
        change("aws_lambda_permission.a", { after }),
        change("aws_lambda_permission.b", { after: { ...after, qualifier: "prod" } }),
      ],
      {
        resources: ["a", "b"].map((name) =>
          written(`aws_lambda_permission.${name}`, {
            function_name: ["aws_lambda_function.f.function_name"],
          }),
        ),
      },
    );
    expect(now).to.deep.equal([
      {
        address: "aws_lambda_function.f",
        arns: [`arn:aws:lambda:*:${account}:function:f`, `arn:aws:lambda:*:${account}:function:f:*`],
        from: ["aws_lambda_permission.a", "aws_lambda_permission.b"],
      },
    ]);
  });

  it("have an example in the place of an identifier that AWS makes", () => {
    const { now } = joined([
      change("aws_kms_key.k", { after: { policy: policy() }, unknown: { arn: true, key_id: true } }),
    ]);
    expect(now[0]!.arns).to.deep.equal([`arn:aws:kms:*:${account}:key/aws_kms_key.k`]);
  });

  it("have the same example where the policy of a principal refers to them, so that a new key is a certain answer", () => {
    const statement = { Effect: "Allow", Action: "kms:Decrypt", Resource: "${aws_kms_key.k.arn}" };
    const text = JSON.stringify({ Version: "2012-10-17", Statement: statement });
    const { targets } = extractPlan(
      makePlan(
        [
          me,
          user,
          change("aws_kms_key.k", {
            after: { policy: policy({ Principal: { AWS: account } }) },
            unknown: { arn: true, key_id: true },
          }),
          change("aws_iam_user_policy.k", { after: { user: "u" }, unknown: { policy: true } }),
        ],
        {
          resources: [
            {
              ...written("aws_iam_user_policy.k", {}),
              expressions: {
                policy: { constant_value: text, references: ["aws_kms_key.k.arn", "aws_kms_key.k"] },
              },
            },
          ],
        },
      ),
    );
    const { policies, bounds } = targets.find(({ address }) =>
      printAddress(address).endsWith("aws_iam_user.u"),
    )!;
    const example = `arn:aws:kms:*:${account}:key/aws_kms_key.k`;
    for (const { identity, resources } of [policies, bounds!.lower]) {
      expect(identity[0]!.document.statements[0]!.resource!.patterns).to.deep.equal([example]);
      expect(resources![0]!.arns).to.deep.equal([example]);
    }
  });

  it("are bounded where nothing is known of a name", () => {
    const { target } = joined([
      change("aws_s3_bucket.b", {
        after: { policy: policy({ Action: "s3:*", Resource: "arn:aws:s3:::b*" }) },
        unknown: { arn: true, bucket: true },
      }),
    ]);
    expect(target.policies.resources![0]!.arns).to.deep.equal(["arn:aws:s3:::*", "arn:aws:s3:::*/*"]);
    const statements = (of: typeof target.policies) =>
      (of.resources ?? []).flatMap(({ policies }) => policies.flatMap(({ document }) => document.statements));
    expect([statements(target.policies).length, statements(target.bounds!.lower).length]).to.deep.equal([
      1, 0,
    ]);
    expect(target.bounds!.unknown.map(({ address }) => address)).to.deep.equal(["aws_s3_bucket.b"]);
  });

  it("may allow everyone and deny everyone where a policy is unknown", () => {
    const { target } = joined([
      change("aws_s3_bucket.b", { after: { bucket: "b", policy: null }, unknown: { policy: true } }),
    ]);
    const effects = [target.policies, target.bounds!.lower].map(
      ({ resources }) => resources![0]!.policies[0]!.document.statements[0]!.effect,
    );
    expect(effects).to.deep.equal(["Allow", "Deny"]);
    expect(target.holes).to.deep.equal([]);
  });

  it("have the default policy of a key in addition to grants", () => {
    const { now } = joined(
      [
        change("aws_kms_key.k", { after: {}, unknown: { policy: true } }),
        change("aws_kms_grant.g", {
          after: { operations: ["Decrypt"], grantee_principal: `arn:aws:iam::${account}:user/u` },
          unknown: { key_id: true },
        }),
      ],
      {
        resources: [
          written("aws_kms_key.k", {}),
          written("aws_kms_grant.g", { key_id: ["aws_kms_key.k.key_id"] }),
        ],
      },
    );
    expect(now.flatMap(({ from }) => from)).to.deep.equal([
      "aws_kms_grant.g",
      "aws_kms_key.k (default key policy)",
    ]);
  });

  it("know a principal that is the ARN of a role of the plan, in an unknown account, too", () => {
    const { targets } = extractPlan(
      makePlan(
        [
          change("aws_iam_role.job", {
            after: { name: "job", assume_role_policy: trust },
            unknown: { arn: true },
          }),
          change("aws_iam_role.other", {
            after: { name: "other", assume_role_policy: trust },
            unknown: { arn: true },
          }),
          change("data.aws_iam_policy_document.d", {
            actions: ["read"],
            after: {
              statement: [
                {
                  actions: ["s3:*"],
                  resources: ["arn:aws:s3:::b"],
                  effect: "Allow",
                  principals: [{ type: "AWS", identifiers: [null] }],
                },
              ],
            },
            unknown: { json: true, statement: [{ principals: [{ identifiers: [true] }] }] },
          }),
          change("aws_s3_bucket_policy.p", { after: { bucket: "b" }, unknown: { policy: true } }),
        ],
        {
          resources: [
            {
              ...written("data.aws_iam_policy_document.d", {}),
              expressions: {
                statement: [
                  {
                    principals: [
                      { identifiers: { references: ["aws_iam_role.job.arn", "aws_iam_role.job"] } },
                    ],
                  },
                ],
              },
            },
            written("aws_s3_bucket_policy.p", { policy: ["data.aws_iam_policy_document.d.json"] }),
          ],
        },
      ),
    );
    const kept = targets.map(({ address, policies }) => [
      printAddress(address),
      (policies.resources ?? []).length,
    ]);
    expect(kept).to.deep.equal([
      ["plan.json#aws_iam_role.job", 1],
      ["plan.json#aws_iam_role.other", 0],
    ]);
  });
});
