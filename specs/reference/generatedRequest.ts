import fc from "fast-check";
import type { Request } from "../../policies/language/request.js";
import { generatedContext } from "./generatedCondition.js";
import { anyCase, arn } from "./generatedText.js";

export const [here, there] = ["111122223333", "444455556666"] as const;

/** Callers of every kind; the first few occur most often. */
const principals = [
  `arn:aws:iam::${here}:user/alice`,
  `arn:aws:sts::${here}:assumed-role/app/s1`,
  `arn:aws:iam::${here}:role/app`,
  `arn:aws:iam::${there}:user/alice`,
  `arn:aws:iam::${here}:user/path/alice`,
  `arn:aws:iam::${here}:role/path/app`,
  `arn:aws:iam::${here}:role/other`,
  `arn:aws:sts::${here}:assumed-role/app/s2`,
  `arn:aws:sts::${there}:assumed-role/app/s1`,
  `arn:aws:sts::${here}:federated-user/alice`,
  `arn:aws:iam::${here}:role/aws-service-role/batch.amazonaws.com/AWSServiceRoleForBatch`,
  `arn:aws:iam::${here}:role/AWSServiceRoleForBatch`,
  `arn:aws:sts::${here}:assumed-role/AWSServiceRoleForBatch/s1`,
  `arn:aws:iam::${here}:root`,
  `arn:aws:iam::${there}:root`,
  `arn:aws-cn:iam::${here}:user/alice`,
  `arn:aws-cn:sts::${here}:assumed-role/app/s1`,
  `arn:aws:iam::${here}:saml-provider/p`,
  "*",
  "s3.amazonaws.com",
  "lambda.amazonaws.com",
  "ec2.amazonaws.com.cn",
  "accounts.google.com",
] as const;

/** Those that are under `AWS` in a policy. */
export const awsPrincipals = principals.filter((name) => /^(?:arn:|\*$)/.test(name));

export const generatedPrincipal = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...principals.slice(0, 4)) },
  { weight: 3, arbitrary: fc.constantFrom(...principals) },
);

export const actions = [
  "s3:GetObject",
  "s3:PutObject",
  "ec2:RunInstances",
  "kms:Decrypt",
  "sts:AssumeRole",
] as const;

const generatedAction = fc.oneof(
  { weight: 15, arbitrary: anyCase(fc.constantFrom(...actions)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "kms:RetireGrant",
      "sts:GetCallerIdentity",
      "STS:getcalleridentity",
      "iam:İ",
      "s3:",
    ),
  },
);

export const resources = [
  "*",
  "arn:aws:s3:::b",
  "arn:aws:s3:::b/k",
  `arn:aws:iam::${here}:role/app`,
  `arn:aws:iam::${there}:role/path/app`,
  `arn:aws:iam::${here}:user/alice`,
  `arn:aws:kms:a:${here}:key/1`,
  `arn:aws:iam::${here}:role/aws-service-role/batch.amazonaws.com/AWSServiceRoleForBatch`,
] as const;

/** ARN patterns of resources with policies: wide ones, short ones, and those with wildcards in the middle. */
export const heldArns = [
  "*",
  "arn:*",
  "arn:aws:s3:::*",
  "arn:aws:s3:::b*",
  "arn:aws:s3:*:*:b/?",
  `arn:*:iam::${here}:role/*`,
  `arn:aws:iam::*:role/app`,
  "arn:aws:kms:a:*:key/?",
  "arn:aws:iam:*",
] as const;

const generatedResource = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...resources) },
  { weight: 3, arbitrary: arn.map((text) => text || "*") },
);

const several = <Value>(value: fc.Arbitrary<Value>) => fc.array(value, { minLength: 1, maxLength: 3 });

/** Requests that share principals, actions, resources and contexts in every combination. */
export const generatedRequests: fc.Arbitrary<readonly Request[]> = fc
  .record({
    principal: several(generatedPrincipal),
    action: several(generatedAction),
    resource: several(generatedResource),
    context: several(generatedContext),
    resourceAccount: fc.constantFrom(here, here, there),
  })
  .map(({ resourceAccount, ...parts }) =>
    parts.principal.flatMap((principal) =>
      parts.action.flatMap((action) =>
        parts.resource.flatMap((resource) =>
          parts.context.map((context) => ({ principal, action, resource, resourceAccount, context })),
        ),
      ),
    ),
  );
