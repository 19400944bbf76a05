/** The resource types that hold permissions. */
export const principalTypes = ["aws_iam_role", "aws_iam_user", "aws_iam_group"] as const;

export type PrincipalType = (typeof principalTypes)[number];

/** How one resource type gives policies to principals. */
export interface GrantRule {
  readonly type: string;
  /** the documents inside the resource, or the attribute that names policies by ARN */
  readonly gives: "documents" | "policy_arn" | "policy_arns" | "managed_policy_arns" | "permissions_boundary";
  /** the attributes that name the holders, with their type; none: the resource itself holds them */
  readonly to: readonly (readonly [attribute: string, type: PrincipalType])[];
}

/**
 * Everything in the AWS provider that gives a role, user or group a policy.
 *
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role_policy_attachment
 */
export const grantRules: readonly GrantRule[] = [
  { type: "aws_iam_role_policy", gives: "documents", to: [["role", "aws_iam_role"]] },
  { type: "aws_iam_user_policy", gives: "documents", to: [["user", "aws_iam_user"]] },
  { type: "aws_iam_group_policy", gives: "documents", to: [["group", "aws_iam_group"]] },
  { type: "aws_iam_role_policy_attachment", gives: "policy_arn", to: [["role", "aws_iam_role"]] },
  { type: "aws_iam_user_policy_attachment", gives: "policy_arn", to: [["user", "aws_iam_user"]] },
  { type: "aws_iam_group_policy_attachment", gives: "policy_arn", to: [["group", "aws_iam_group"]] },
  {
    type: "aws_iam_policy_attachment",
    gives: "policy_arn",
    to: [
      ["roles", "aws_iam_role"],
      ["users", "aws_iam_user"],
      ["groups", "aws_iam_group"],
    ],
  },
  {
    type: "aws_iam_role_policy_attachments_exclusive",
    gives: "policy_arns",
    to: [["role_name", "aws_iam_role"]],
  },
  {
    type: "aws_iam_user_policy_attachments_exclusive",
    gives: "policy_arns",
    to: [["user_name", "aws_iam_user"]],
  },
  {
    type: "aws_iam_group_policy_attachments_exclusive",
    gives: "policy_arns",
    to: [["group_name", "aws_iam_group"]],
  },
  { type: "aws_iam_role", gives: "documents", to: [] },
  { type: "aws_iam_role", gives: "managed_policy_arns", to: [] },
  { type: "aws_iam_role", gives: "permissions_boundary", to: [] },
  { type: "aws_iam_user", gives: "permissions_boundary", to: [] },
];

/** The resource types that put users into groups: who, and into what. */
export const membershipRules = [
  { type: "aws_iam_user_group_membership", user: "user", group: "groups" },
  { type: "aws_iam_group_membership", user: "users", group: "group" },
] as const;
