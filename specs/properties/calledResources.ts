import { parsePolicy } from "../../policies/language/parsePolicy.js";
import type { Target } from "../../properties/target.js";
import { targetOf } from "./targets.js";

export const account = "111122223333";
export const role = `arn:aws:iam::${account}:role/job`;
export const github = `arn:aws:iam::${account}:oidc-provider/token.actions.githubusercontent.com`;

export type Statement = Readonly<Record<string, unknown>>;

function documentOf(statements: readonly Statement[], kind: "resource" | "trust", defaults: Statement) {
  const Statement = statements.map((statement) => ({ Effect: "Allow", ...defaults, ...statement }));
  const parsed = parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement }), kind);
  if (!parsed.ok) throw new Error(parsed.diagnostics[0]?.message);
  return { source: "aws_s3_bucket_policy.b", document: parsed.value };
}

export const bucketOf = (...statements: readonly Statement[]): Target["policies"] => ({
  identity: [],
  resources: [
    {
      address: "aws_s3_bucket.b",
      arns: ["arn:aws:s3:::b", "arn:aws:s3:::b/*"],
      actions: ["s3:*"],
      account,
      policies: [
        documentOf(statements, "resource", {
          Action: "s3:*",
          Resource: ["arn:aws:s3:::b", "arn:aws:s3:::b/*"],
        }),
      ],
    },
  ],
});
export const bucket = (...statements: readonly Statement[]): Target =>
  targetOf(bucketOf(...statements), { resource: { kind: "resource" } });

export const trust = (...statements: readonly Statement[]): Target =>
  targetOf(
    {
      identity: [],
      resources: [
        {
          address: "aws_iam_role.job",
          arns: [role],
          actions: ["sts:*"],
          account,
          policies: [documentOf(statements, "trust", { Action: "sts:AssumeRole" })],
        },
      ],
    },
    { resource: { kind: "trust" } },
  );

export const everyone = { Principal: "*" };
export const when = (operator: string, key: string, ...values: readonly string[]) => ({
  Condition: { [operator]: { [key]: values } },
});
