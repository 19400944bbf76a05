import { planVariant } from "./planVariant.js";

/** A change of the real plan, and the whole diff of it. */
export interface DiffVariant {
  readonly title: string;
  readonly plan: string;
  /** the first lines of all blocks, without the source */
  readonly lines: readonly string[];
  /** target, kind of callers, change, actions; no callers at a principal */
  readonly changes: readonly (readonly string[])[];
  /** parts of the human output that a reviewer looks for, too */
  readonly says?: readonly RegExp[];
}

const account = "123456789012";
const bucket = "arn:aws:s3:::example-batch-results";
const [service, operator, job] = ["batch-service", "ops/batch-operator", "batch-job"].map(
  (name) => `arn:aws:iam::${account}:role/${name}`,
) as [string, string, string];

type Json = Readonly<Record<string, unknown>>;
const document = (...statements: readonly Json[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });

const plainHttp = {
  ...{ Effect: "Deny", Principal: "*", Action: "s3:*", Resource: [bucket, `${bucket}/*`] },
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};
const grant = (Principal: unknown, Action: unknown, more: Json = {}): Json => ({
  ...{ Effect: "Allow", Principal, Action, Resource: `${bucket}/*` },
  ...more,
});
const trusting = (Principal: unknown, more: Json = {}): Json => ({
  ...{ Effect: "Allow", Principal, Action: "sts:AssumeRole" },
  ...more,
});
const jobTrust = trusting({ Service: "ecs-tasks.amazonaws.com" });

/** The bucket policy of the plan with statements that are new, or are there before, too. */
const bucketPolicy = (after: readonly Json[], before: readonly Json[] = []): string =>
  planVariant({
    "aws_s3_bucket_policy.results": {
      before: { policy: document(plainHttp, ...before) },
      after: { policy: document(plainHttp, ...after) },
    },
  });
const trust = (name: string, after: Json, before?: Json): string =>
  planVariant({
    [`aws_iam_role.${name}`]: {
      ...(before && { before: { assume_role_policy: document(before) } }),
      after: { assume_role_policy: document(after) },
    },
  });

const logs = { Service: "logging.s3.amazonaws.com" };
const ofAccount = { Condition: { StringEquals: { "aws:SourceAccount": account } } };
const provider = `arn:aws:iam::${account}:oidc-provider/token.actions.githubusercontent.com`;
const oidc = (condition: Json): Json =>
  trusting(
    { Federated: provider },
    {
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: {
        StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com", ...condition },
      },
    },
  );
const subject = { "token.actions.githubusercontent.com:sub": "repo:example/batch:ref:refs/heads/main" };

const noBucketPolicy = { before: { policy: document(plainHttp) }, after: null };
const denyGone = {
  lines: [
    `WIDENED  every action of s3  aws_s3_bucket.results for other principals of this account, ${account}, as their own policies allow`,
    "WIDENED  s3:GetObject  aws_iam_role.job: by aws_s3_bucket_policy.results",
    "WIDENED  s3:PutObject  aws_iam_role.job: by aws_s3_bucket_policy.results",
    "WIDENED  2 actions of s3  aws_iam_role.operator: by aws_s3_bucket_policy.results",
  ],
  changes: [
    ["aws_s3_bucket.results", "ownPrincipals", "widened", "s3:*"],
    ["aws_iam_role.job", "widened", "s3:GetObject"],
    ["aws_iam_role.job", "widened", "s3:PutObject"],
    ["aws_iam_role.operator", "widened", "s3:GetObject", "s3:PutObject"],
  ],
  says: [/context +aws:SecureTransport = false/, /before +the resource policy .* denies it explicitly/],
};

const queue = `arn:aws:sqs:eu-west-1:${account}:jobs`;
const onlyOperator = { Condition: { ArnEquals: { "aws:PrincipalArn": operator } } };

/** The twelve variants that a reviewer must be able to trust, and some more. */
export const diffVariants: readonly DiffVariant[] = [
  {
    title: "a bucket becomes public",
    plan: bucketPolicy([grant("*", "s3:*", { Resource: [bucket, `${bucket}/*`] })]),
    lines: ["ADDED  every action of s3  aws_s3_bucket.results for everyone, signed in or not"],
    changes: [["aws_s3_bucket.results", "everyone", "added", "s3:*"]],
  },
  {
    title: "a bucket becomes public within an organization",
    plan: bucketPolicy([
      grant("*", "s3:GetObject", { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-abc123def4" } } }),
    ]),
    lines: ["ADDED  s3:GetObject  aws_s3_bucket.results for organization o-abc123def4"],
    changes: [["aws_s3_bucket.results", "organization", "added", "s3:GetObject"]],
  },
  {
    title: "the trust of a role is opened to every account",
    plan: trust("operator", trusting({ AWS: "*" })),
    lines: ["ADDED  sts:AssumeRole  aws_iam_role.operator for any AWS account"],
    changes: [["aws_iam_role.operator", "anyAccount", "added", "sts:AssumeRole"]],
  },
  {
    title: "the policy that denied plain HTTP is destroyed",
    plan: planVariant({ "aws_s3_bucket_policy.results": noBucketPolicy }),
    ...denyGone,
  },
  {
    title: "the policy that denied plain HTTP is destroyed, and the bucket still shows it",
    plan: planVariant({
      "aws_s3_bucket_policy.results": noBucketPolicy,
      "aws_s3_bucket.results": {
        before: { policy: document(plainHttp) },
        after: { policy: document(plainHttp) },
      },
    }),
    ...denyGone,
  },
  {
    title: "a bucket policy grants a role of the plan an action",
    plan: bucketPolicy([grant({ AWS: service }, "s3:DeleteObject")]),
    lines: ["ADDED  s3:DeleteObject  aws_iam_role.batch_service: by aws_s3_bucket_policy.results"],
    changes: [["aws_iam_role.batch_service", "added", "s3:DeleteObject"]],
  },
  {
    title: "a bucket policy grants the root of its own account an action",
    plan: bucketPolicy([grant({ AWS: `arn:aws:iam::${account}:root` }, "s3:DeleteObject")]),
    lines: [],
    changes: [],
  },
  {
    title: "a bucket policy grants a role of another account an action",
    plan: bucketPolicy([grant({ AWS: "arn:aws:iam::999988887777:role/reader" }, "s3:GetObject")]),
    lines: ["ADDED  s3:GetObject  aws_s3_bucket.results for arn:aws:iam::999988887777:role/reader"],
    changes: [["aws_s3_bucket.results", "principal", "added", "s3:GetObject"]],
  },
  {
    title: "a bucket policy grants another account an action",
    plan: bucketPolicy([grant({ AWS: "999988887777" }, "s3:GetObject")]),
    lines: ["ADDED  s3:GetObject  aws_s3_bucket.results for account 999988887777"],
    changes: [["aws_s3_bucket.results", "account", "added", "s3:GetObject"]],
  },
  {
    title: "a bucket policy grants a service an action for one account",
    plan: bucketPolicy([grant(logs, "s3:PutObject", ofAccount)]),
    lines: ["ADDED  s3:PutObject  aws_s3_bucket.results for service logging.s3.amazonaws.com"],
    changes: [["aws_s3_bucket.results", "service", "added", "s3:PutObject"]],
    says: [/context +aws:SourceAccount = 123456789012/],
  },
  {
    title: "a bucket policy grants a service an action for every account",
    plan: bucketPolicy([grant(logs, "s3:PutObject")]),
    lines: ["ADDED  s3:PutObject  aws_s3_bucket.results for service logging.s3.amazonaws.com"],
    changes: [["aws_s3_bucket.results", "service", "added", "s3:PutObject"]],
  },
  {
    title: "a bucket policy no longer asks a service for the account",
    plan: bucketPolicy([grant(logs, "s3:PutObject")], [grant(logs, "s3:PutObject", ofAccount)]),
    lines: [
      "WIDENED  s3:PutObject  aws_s3_bucket.results for service logging.s3.amazonaws.com: now without aws:SourceAccount",
    ],
    changes: [["aws_s3_bucket.results", "service", "widened", "s3:PutObject"]],
  },
  {
    title: "a role trusts an identity provider for one subject",
    plan: planVariant({
      "aws_iam_role.job": { after: { assume_role_policy: document(jobTrust, oidc(subject)) } },
    }),
    lines: [`ADDED  sts:AssumeRoleWithWebIdentity  aws_iam_role.job for identity provider ${provider}`],
    changes: [["aws_iam_role.job", "federated", "added", "sts:AssumeRoleWithWebIdentity"]],
    says: [/token\.actions\.githubusercontent\.com:sub = repo:example\/batch:ref:refs\/heads\/main/],
  },
  {
    title: "a role no longer asks an identity provider for the subject",
    plan: planVariant({
      "aws_iam_role.job": {
        before: { assume_role_policy: document(jobTrust, oidc(subject)) },
        after: { assume_role_policy: document(jobTrust, oidc({})) },
      },
    }),
    lines: [
      `WIDENED  sts:AssumeRoleWithWebIdentity  aws_iam_role.job for identity provider ${provider}: now without token.actions.githubusercontent.com:sub`,
    ],
    changes: [["aws_iam_role.job", "federated", "widened", "sts:AssumeRoleWithWebIdentity"]],
  },
  {
    title: "a bucket policy grants everyone who is one role",
    plan: bucketPolicy([
      grant("*", "s3:GetObject", { Condition: { ArnEquals: { "aws:PrincipalArn": job } } }),
    ]),
    lines: ["WIDENED  s3:GetObject  aws_iam_role.job: by aws_s3_bucket_policy.results"],
    changes: [["aws_iam_role.job", "widened", "s3:GetObject"]],
  },
  {
    title: "the statements of a bucket policy change places",
    plan: planVariant({
      "aws_s3_bucket_policy.results": {
        before: { policy: document(plainHttp, grant({ AWS: service }, ["s3:GetObject", "s3:PutObject"])) },
        after: { policy: document(grant({ AWS: service }, ["s3:PutObject", "s3:GetObject"]), plainHttp) },
      },
    }),
    lines: [],
    changes: [],
  },
  {
    title: "a queue policy lets a role pass its boundary",
    plan: planVariant({
      "aws_sqs_queue.jobs": { before: { arn: queue, name: "jobs" }, after: { arn: queue, name: "jobs" } },
      "aws_sqs_queue_policy.jobs": {
        after: {
          queue_url: `https://sqs.eu-west-1.amazonaws.com/${account}/jobs`,
          policy: document(grant("*", "sqs:SendMessage", { ...onlyOperator, Resource: queue })),
        },
      },
    }),
    lines: ["ADDED  sqs:SendMessage  aws_iam_role.operator: by aws_sqs_queue_policy.jobs"],
    changes: [["aws_iam_role.operator", "added", "sqs:SendMessage"]],
    says: [/note +.*`aws_iam_policy\.boundary` does not allow it, and does not limit it/],
  },
  {
    title: "twelve new roles trust a service",
    plan: planVariant(
      Object.fromEntries(
        Array.from({ length: 12 }, (_, index) => [
          `aws_iam_role.node["${index}"]`,
          {
            after: {
              ...{ name: `node-${index}`, path: "/" },
              assume_role_policy: document(trusting({ Service: "ec2.amazonaws.com" })),
            },
          },
        ]),
      ),
    ),
    lines: ["ADDED  12 new roles may be assumed by service ec2.amazonaws.com"],
    changes: Array.from({ length: 12 }, (_, index) => [
      `aws_iam_role.node["${index}"]`,
      ...["service", "added", "sts:AssumeRole"],
    ]),
  },
];
