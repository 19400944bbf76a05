type Json = Readonly<Record<string, unknown>>;

const account = "111122223333";
const policyOf = (...statements: readonly Json[]) =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });
const roleArn = (name: string) => `arn:aws:iam::${account}:role/${name}`;
const allow = (Action: unknown, Resource: unknown = "*", more: Json = {}): Json => ({
  ...{ Effect: "Allow", Action, Resource },
  ...more,
});
const trust = (Principal: Json, Condition?: Json): Json => ({
  ...{ Effect: "Allow", Principal, Action: "sts:AssumeRole" },
  ...(Condition && { Condition }),
});
const service = (name: string): Json => trust({ Service: `${name}.amazonaws.com` });

interface Role {
  readonly trusts: Json;
  readonly may: readonly Json[];
  readonly mayBefore?: readonly Json[];
}

const github: Json = {
  Effect: "Allow",
  Principal: { Federated: `arn:aws:iam::${account}:oidc-provider/token.actions.githubusercontent.com` },
  Action: "sts:AssumeRoleWithWebIdentity",
  Condition: {
    StringEquals: {
      "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
      "token.actions.githubusercontent.com:sub": "repo:example/jobs:ref:refs/heads/main",
    },
  },
};

const readsLogs = allow(
  ["logs:CreateLogStream", "logs:PutLogEvents"],
  `arn:aws:logs:*:${account}:log-group:jobs:*`,
);
const rewritesTrust = allow("iam:UpdateAssumeRolePolicy", roleArn("platform-*"));

const roles: Readonly<Record<string, Role>> = {
  "ci-deploy": {
    trusts: github,
    may: [
      allow("lambda:UpdateFunctionCode", `arn:aws:lambda:eu-west-1:${account}:function:nightly-export`),
      allow("lambda:InvokeFunction", `arn:aws:lambda:eu-west-1:${account}:function:nightly-export`),
      allow("s3:PutObject", "arn:aws:s3:::example-artifacts/*"),
    ],
  },
  "nightly-export": {
    trusts: service("lambda"),
    may: [allow("sts:AssumeRole", roleArn("data-engineer")), readsLogs],
  },
  "data-engineer": {
    trusts: trust({ AWS: account }),
    may: [
      allow(["s3:GetObject", "s3:PutObject", "glue:StartJobRun"]),
      allow(["sts:AssumeRole"], roleArn("platform-*")),
      rewritesTrust,
    ],
    mayBefore: [allow(["s3:GetObject", "s3:PutObject", "glue:StartJobRun"])],
  },
  "platform-admin": { trusts: trust({ AWS: roleArn("break-glass") }), may: [allow("*")] },
  "break-glass": {
    trusts: trust({ AWS: account }, { Bool: { "aws:MultiFactorAuthPresent": "true" } }),
    may: [allow("s3:ListAllMyBuckets")],
  },
  "batch-job": {
    trusts: service("ecs-tasks"),
    may: [allow(["s3:GetObject"], "arn:aws:s3:::example-results/*"), readsLogs],
  },
  "batch-service": {
    trusts: service("batch"),
    may: [allow(["ecs:RunTask", "ecs:DescribeTasks", "ec2:DescribeInstances"])],
  },
  "image-builder": {
    trusts: service("codebuild"),
    may: [allow(["ecr:PutImage", "ecr:GetAuthorizationToken"]), readsLogs],
  },
  "vendor-audit": {
    trusts: trust({ AWS: "arn:aws:iam::444455556666:root" }, { StringEquals: { "sts:ExternalId": "k7-41" } }),
    may: [allow(["iam:List*", "iam:Get*", "s3:ListBucket"])],
  },
};

const buckets: Readonly<Record<string, Json>> = {
  "example-results": allow("s3:GetObject", "arn:aws:s3:::example-results/*", {
    Principal: { AWS: "arn:aws:iam::777788889999:root" },
  }),
  "example-artifacts": allow(["s3:PutObject", "s3:GetObject"], "arn:aws:s3:::example-artifacts/*", {
    Principal: { Service: "cloudfront.amazonaws.com" },
    Condition: { StringEquals: { "aws:SourceAccount": account } },
  }),
};

/**
 * The plan of a small team: a pipeline that becomes an administrator in three steps, of which a change makes the last
 * one; two buckets that others reach; and roles that only services assume.
 */
export const teamPlan = (): object => ({
  format_version: "1.2",
  resource_changes: [
    ...Object.entries(roles).flatMap(([name, { trusts, may, mayBefore }]) => [
      resource("aws_iam_role", name, {
        ...{ name, path: "/", arn: roleArn(name), tags: {} },
        assume_role_policy: policyOf(trusts),
      }),
      resource(
        "aws_iam_role_policy",
        name,
        { name: "own", role: name, policy: policyOf(...may) },
        mayBefore && { name: "own", role: name, policy: policyOf(...mayBefore) },
      ),
    ]),
    resource("aws_lambda_function", "nightly-export", {
      ...{ function_name: "nightly-export", role: roleArn("nightly-export") },
      arn: `arn:aws:lambda:eu-west-1:${account}:function:nightly-export`,
    }),
    ...Object.entries(buckets).flatMap(([name, statement]) => [
      resource("aws_s3_bucket", name, { bucket: name, id: name, arn: `arn:aws:s3:::${name}` }),
      resource("aws_s3_bucket_policy", name, { bucket: name, policy: policyOf(statement) }),
    ]),
  ],
});

function resource(type: string, name: string, after: Json, before: Json = after): object {
  const label = name.replaceAll("-", "_");
  return {
    ...{ address: `${type}.${label}`, mode: "managed", type, name: label },
    provider_name: "registry.terraform.io/hashicorp/aws",
    change: {
      ...{ actions: [before === after ? "no-op" : "update"], before, after },
      ...{ after_unknown: {}, before_sensitive: {}, after_sensitive: {} },
    },
  };
}
