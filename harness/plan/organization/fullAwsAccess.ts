import type { Policy } from "../../../policies/language/policySet.js";

const all = { negated: false, patterns: ["*"] } as const;

/**
 * The SCP that AWS attaches, which restricts nothing.
 *
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html
 */
export const fullAwsAccess: Policy = {
  source: "FullAWSAccess (assumed)",
  document: {
    version: "2012-10-17",
    statements: [
      { index: 0, pointer: "/Statement", effect: "Allow", action: all, resource: all, conditions: [] },
    ],
  },
};

/** The same where a plan attaches it. */
export const attachedFullAccess: Policy = { ...fullAwsAccess, source: "p-FullAWSAccess" };
