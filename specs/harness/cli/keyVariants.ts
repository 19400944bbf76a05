import type { DiffVariant } from "./diffVariants.js";
import { planVariant, type Variant } from "./planVariant.js";

const account = "123456789012";
const job = `arn:aws:iam::${account}:role/batch-job`;

type Json = Readonly<Record<string, unknown>>;
const document = (...statements: readonly Json[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });

const key = `arn:aws:kms:eu-west-1:${account}:key/11112222-3333-4444-5555-666677778888`;
const keyStatement = (Principal: string, Action: string): Json => ({
  ...{ Effect: "Allow", Principal: { AWS: Principal }, Action, Resource: "*" },
});
const forRoot = keyStatement(`arn:aws:iam::${account}:root`, "kms:*");
const forJob = keyStatement(job, "kms:Decrypt");
const forPattern = (more: Json): Json => ({
  ...keyStatement("*", "kms:Decrypt"),
  Condition: { ...more, ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/Admin*" } },
});
const newKey = (...statements: readonly Json[]): Readonly<Record<string, Variant>> => ({
  "aws_kms_key.results": {
    after: { policy: document(...statements), description: "results" },
    unknown: { arn: true, id: true, key_id: true },
  },
});
const keptKey = (before: readonly Json[], after: readonly Json[]): Readonly<Record<string, Variant>> => ({
  "aws_kms_key.results": {
    before: { arn: key, key_id: key.split("/")[1], policy: document(...before) },
    after: { arn: key, key_id: key.split("/")[1], policy: document(...after) },
  },
});

/** Changes of the policy of a key. */
export const keyVariants: readonly DiffVariant[] = [
  {
    title: "a new key answers to the root of its account",
    plan: planVariant(newKey(forRoot)),
    lines: [],
    changes: [],
  },
  {
    title: "a new key grants a role of the plan an action",
    plan: planVariant(newKey(forRoot, forJob)),
    lines: ["ADDED  kms:Decrypt  aws_iam_role.job: by aws_kms_key.results"],
    changes: [["aws_iam_role.job", "added", "kms:Decrypt"]],
  },
  {
    title: "a key that is there grants a role of the plan an action",
    plan: planVariant(keptKey([forRoot], [forRoot, forJob])),
    lines: ["ADDED  kms:Decrypt  aws_iam_role.job: by aws_kms_key.results"],
    changes: [["aws_iam_role.job", "added", "kms:Decrypt"]],
  },
  {
    title: "a key no longer answers to its account",
    plan: planVariant(keptKey([forRoot, forJob], [forJob])),
    lines: [
      `REMOVED  every action of kms  aws_kms_key.results for other principals of this account, ${account}, as their own policies allow`,
    ],
    changes: [["aws_kms_key.results", "ownPrincipals", "removed", "kms:*"]],
  },
  {
    title: "a key grants everyone whose ARN has a pattern",
    plan: planVariant(keptKey([forRoot], [forRoot, forPattern({})])),
    lines: ["ADDED  kms:Decrypt  aws_kms_key.results for any AWS account"],
    changes: [["aws_kms_key.results", "anyAccount", "added", "kms:Decrypt"]],
  },
  {
    title: "a key grants everyone of an organization whose ARN has a pattern",
    plan: planVariant(
      keptKey([forRoot], [forRoot, forPattern({ StringEquals: { "aws:PrincipalOrgID": "o-abc1234567" } })]),
    ),
    lines: ["ADDED  kms:Decrypt  aws_kms_key.results for organization o-abc1234567"],
    changes: [["aws_kms_key.results", "organization", "added", "kms:Decrypt"]],
  },
  {
    title: "a key grants everyone in the paths of an organization",
    plan: planVariant(
      keptKey(
        [forRoot],
        [
          forRoot,
          {
            ...keyStatement("*", "kms:Decrypt"),
            Condition: { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-abc1234567/*" } },
          },
        ],
      ),
    ),
    lines: ["ADDED  kms:Decrypt  aws_kms_key.results for organization o-abc1234567"],
    changes: [["aws_kms_key.results", "organization", "added", "kms:Decrypt"]],
  },
  {
    title: "a key grants everyone with a pattern, and roles of its account with another",
    plan: planVariant(
      keptKey(
        [forRoot],
        [
          forRoot,
          forPattern({}),
          {
            ...keyStatement("*", "kms:Decrypt"),
            Condition: { ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${account}:role/ops-*` } },
          },
        ],
      ),
    ),
    lines: [
      "ADDED  kms:Decrypt  aws_kms_key.results for any AWS account",
      `ADDED  kms:Decrypt  aws_kms_key.results for any principal of this account, ${account}, regardless of its policies`,
    ],
    changes: [
      ["aws_kms_key.results", "anyAccount", "added", "kms:Decrypt"],
      ["aws_kms_key.results", "ownAccount", "added", "kms:Decrypt"],
    ],
  },
];
