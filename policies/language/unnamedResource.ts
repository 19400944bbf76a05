import type { PatternElement } from "./policyDocument.js";

/**
 * What a statement without `Resource` is about: the resource that holds the policy. A KMS key is the exception:
 * its policy is stored, and such a statement of it means nothing.
 *
 * Source: https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html
 */
export const unnamedResource: PatternElement = { negated: true, patterns: ["arn:*:kms:*:*:key/*"] };
