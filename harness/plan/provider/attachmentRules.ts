/** The resource types that hold permissions. */
export const principalTypes = [
  "aws_iam_role",
  "aws_iam_user",
  "aws_iam_group",
  "aws_ssoadmin_permission_set",
] as const;

export type PrincipalType = (typeof principalTypes)[number];

/** How one resource type gives policies to principals. */
export interface AttachmentRule {
  readonly type: string;
  /**
   * the documents inside the resource, or the attribute that names policies: by ARN, or where it ends in
   * `customer_managed_policy_reference`, by name and path
   */
  readonly gives: string;
  /** the attributes that name the holders, with their type; none: the resource itself holds them */
  readonly to: readonly (readonly [attribute: string, type: PrincipalType])[];
}

const permissionSet = [["permission_set_arn", "aws_ssoadmin_permission_set"]] as const;

/**
 * Everything in the AWS provider that gives a role, user, group or permission set a policy.
 *
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role_policy_attachment
 */
export const attachmentRules: readonly AttachmentRule[] = [
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
  { type: "aws_ssoadmin_permission_set_inline_policy", gives: "documents", to: permissionSet },
  { type: "aws_ssoadmin_managed_policy_attachment", gives: "managed_policy_arn", to: permissionSet },
  {
    type: "aws_ssoadmin_managed_policy_attachments_exclusive",
    gives: "managed_policy_arns",
    to: permissionSet,
  },
  {
    type: "aws_ssoadmin_customer_managed_policy_attachment",
    gives: "customer_managed_policy_reference",
    to: permissionSet,
  },
  {
    type: "aws_ssoadmin_customer_managed_policy_attachments_exclusive",
    gives: "customer_managed_policy_reference",
    to: permissionSet,
  },
  {
    type: "aws_ssoadmin_permissions_boundary_attachment",
    gives: "permissions_boundary[0].managed_policy_arn",
    to: permissionSet,
  },
  {
    type: "aws_ssoadmin_permissions_boundary_attachment",
    gives: "permissions_boundary[0].customer_managed_policy_reference",
    to: permissionSet,
  },
];

/** The resource types that put users into groups: who, and into what. */
export const membershipRules = [
  { type: "aws_iam_user_group_membership", user: "user", group: "groups" },
  { type: "aws_iam_group_membership", user: "users", group: "group" },
] as const;
