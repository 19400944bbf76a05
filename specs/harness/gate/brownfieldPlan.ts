import { change, makePlan, trust, unchanged } from "../plan/plans.js";

export const allow = (action: string, more: object = {}) => ({
  Effect: "Allow",
  Action: action,
  Resource: "*",
  ...more,
});
const document = (...statements: readonly object[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });
const role = (name: string) => ({
  name,
  arn: `arn:aws:iam::111122223333:role/${name}`,
  assume_role_policy: trust,
});
const policy = (name: string, ...statements: readonly object[]) => ({
  role: name,
  name,
  policy: document(...statements),
});
const website = bucketPolicy(
  "web",
  allow("s3:GetObject", { Principal: "*", Resource: "arn:aws:s3:::web/*" }),
);

function bucketPolicy(bucket: string, ...statements: readonly object[]) {
  return { bucket, policy: document(...statements) };
}

export const attach = allow("iam:AttachRolePolicy");
export const put = allow("iam:PutRolePolicy");
export const create = allow("iam:CreateAccessKey");

/** A repository with a role that administers IAM, one that a change widens, and a public bucket. */
export const plan = (...opsAfter: readonly object[]): object =>
  makePlan([
    unchanged("aws_iam_role.ci", role("ci")),
    unchanged("aws_iam_role_policy.ci", policy("ci", attach)),
    unchanged("aws_iam_role.ops", role("ops")),
    change("aws_iam_role_policy.ops", {
      actions: ["update"],
      before: policy("ops", put),
      after: policy("ops", ...opsAfter),
    }),
    unchanged("aws_s3_bucket.web", { bucket: "web", arn: "arn:aws:s3:::web" }),
    unchanged("aws_s3_bucket_policy.web", website),
  ]);
