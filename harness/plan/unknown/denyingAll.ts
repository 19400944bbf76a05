import type { Policy } from "../../../policies/language/policySet.js";

const all = { negated: false, patterns: ["*"] } as const;

/**
 * What an unknown limit is at its narrowest: a denial of everything. A limit that allows nothing would be wider, for a
 * resource policy can grant what a permissions boundary or a session policy does not allow, but not what it denies.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics.html
 */
export const denyingAll = (source: string): Policy => ({
  source,
  document: {
    version: "2012-10-17",
    statements: [
      { index: 0, pointer: "/Statement", effect: "Deny", action: all, resource: all, conditions: [] },
    ],
  },
});
