type Json = Readonly<Record<string, unknown>>;

const account = "123456789012";
const text = (...statements: readonly Json[]) =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });
const roleArn = (index: number) => `arn:aws:iam::${account}:role/r${index}`;
const range = (length: number) => Array.from({ length }, (_, index) => index);

export interface AccessPlan {
  readonly roles: number;
  /** buckets with a policy each, which denies plain HTTP and grants three of the roles */
  readonly buckets: number;
  /** the principals that a role trusts; @defaultValue a service */
  readonly trusts?: (index: number) => Json;
}

/** The JSON of a plan in which nothing changes: of ten roles one may do everything but IAM, one all of S3. */
export const accessPlan = ({ roles, buckets, trusts = service }: AccessPlan): object => ({
  format_version: "1.2",
  resource_changes: [
    ...range(roles).flatMap((index) => [
      kept("aws_iam_role", index, {
        ...{ name: `r${index}`, path: "/", arn: roleArn(index) },
        assume_role_policy: text({ Effect: "Allow", Action: "sts:AssumeRole", Principal: trusts(index) }),
      }),
      kept("aws_iam_role_policy", index, { name: "p", role: `r${index}`, policy: text(...own(index)) }),
    ]),
    ...range(buckets).flatMap((index) => {
      const name = `data-${index}`;
      return [
        kept("aws_s3_bucket", index, { bucket: name, id: name, arn: `arn:aws:s3:::${name}` }),
        kept("aws_s3_bucket_policy", index, { bucket: name, policy: text(...ofBucket(index, roles)) }),
      ];
    }),
  ],
});

const service = (): Json => ({ Service: "batch.amazonaws.com" });
/** The account as a whole, for one role in ten; the others trust the next two roles. */
export const trustsRoles = (index: number): Json => ({
  AWS: index % 10 === 0 ? account : [roleArn(index + 1), roleArn(index + 2)],
});

function own(index: number): readonly Json[] {
  const allow = (Action: unknown, Resource: unknown = "*") => ({ Effect: "Allow", Action, Resource });
  if (index % 10 === 0) return [{ Effect: "Allow", NotAction: "iam:*", Resource: "*" }];
  if (index % 10 === 1) return [allow(["s3:*", "kms:*", "sqs:*"])];
  return [allow(["s3:GetObject", "s3:PutObject"], `arn:aws:s3:::data-${index}/*`), allow("batch:SubmitJob")];
}

function ofBucket(index: number, roles: number): readonly Json[] {
  const arns = [`arn:aws:s3:::data-${index}`, `arn:aws:s3:::data-${index}/*`];
  const readers = [1, 2, 3].map((step) => roleArn((index + step * 7) % roles));
  const Condition = { Bool: { "aws:SecureTransport": "false" } };
  return [
    { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: arns, Condition },
    { Effect: "Allow", Principal: { AWS: readers }, Action: "s3:GetObject", Resource: arns[1] },
  ];
}

function kept(type: string, index: number, values: Json): object {
  return {
    ...{ address: `${type}.x[${index}]`, mode: "managed", type, name: "x", index },
    provider_name: "registry.terraform.io/hashicorp/aws",
    change: {
      ...{ actions: ["no-op"], before: values, after: values },
      ...{ after_unknown: {}, before_sensitive: {}, after_sensitive: {} },
    },
  };
}
