import table from "./steppingPolicies.json" with { type: "json" };

/**
 * The names of the AWS managed policies that may be attached to a role or a user and allow an action of any step of
 * `escalationSteps`, those that allow most of these first, as of `date` in `steppingPolicies.json`, which
 * `npm run stepping` writes.
 *
 * Source: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
export const steppingPolicies: readonly string[] = table.names;
