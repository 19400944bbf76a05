/**
 * The AWS managed policies, by name, that allow their holder to put any policy on any role of the account and to let anyone
 * assume it, as of 2026-11-25.
 *
 * Source: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
export const administratorPolicies: readonly string[] = [
  "AdministratorAccess",
  "IAMFullAccess",
  "AdministratorAccess-Amplify",
];
