import { change, makePlan, written } from "../plan/plans.js";

const account = "111122223333";
const bucket = "arn:aws:s3:::example-results";
export const keyArn = `arn:aws:kms:eu-west-1:${account}:key/1`;

const policy = (...statements: readonly object[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });

const roleOf = (name: string, more: object = {}): object =>
  change(`aws_iam_role.${name}`, {
    after: {
      name,
      path: "/",
      arn: `arn:aws:iam::${account}:role/${name}`,
      assume_role_policy: policy({
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::${account}:role/job` },
        Action: "sts:AssumeRole",
      }),
      ...more,
    },
  });

const allowing = (role: string, Action: string, Resource: string): object =>
  change(`aws_iam_role_policy.${role}`, {
    after: { name: "p", role, policy: policy({ Effect: "Allow", Action, Resource }) },
  });

/** The statements of a policy of the bucket `example-results`. */
export const bucketPolicy = (...statements: readonly object[]): object =>
  change("aws_s3_bucket_policy.results", {
    after: {
      bucket: "example-results",
      policy: policy(...statements.map((one) => ({ Resource: [bucket, `${bucket}/*`], ...one }))),
    },
  });

const trustsService = policy({
  Effect: "Allow",
  Principal: { Service: "ec2.amazonaws.com" },
  Action: "sts:AssumeRole",
});

/** A plan with roles, a bucket whose policy is given, and a key that its account may use. */
export const joinedPlan = (...statements: readonly object[]): object =>
  makePlan(
    [
      roleOf("job", { assume_role_policy: trustsService }),
      roleOf("reader"),
      roleOf("bare"),
      allowing("job", "sts:AssumeRole", "*"),
      allowing("reader", "s3:GetObject", `${bucket}/*`),
      change("aws_s3_bucket.results", { after: { bucket: "example-results", arn: bucket } }),
      ...(statements.length > 0 ? [bucketPolicy(...statements)] : []),
      change("aws_kms_key.results", {
        after: {
          arn: keyArn,
          key_id: "1",
          policy: policy({
            Effect: "Allow",
            Principal: { AWS: `arn:aws:iam::${account}:root` },
            Action: "kms:*",
            Resource: "*",
          }),
        },
      }),
    ],
    {
      resources: [
        written("aws_s3_bucket_policy.results", {
          bucket: ["aws_s3_bucket.results.id", "aws_s3_bucket.results"],
        }),
      ],
    },
  );
