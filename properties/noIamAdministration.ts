import { confinement } from "./confinement.js";
import type { Property } from "./property.js";

/**
 * Writes of IAM with which a principal can give permissions to itself or to others.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_actions-resources-contextkeys.html
 */
export const administrativeActions: readonly string[] = [
  "iam:AttachRolePolicy",
  "iam:PutRolePolicy",
  "iam:CreatePolicyVersion",
  "iam:SetDefaultPolicyVersion",
  "iam:UpdateAssumeRolePolicy",
  "iam:CreateAccessKey",
  "iam:AttachUserPolicy",
  "iam:PutUserPolicy",
  "iam:AddUserToGroup",
  "iam:PutGroupPolicy",
  "iam:AttachGroupPolicy",
  "iam:CreateLoginProfile",
  "iam:UpdateLoginProfile",
  "iam:DeleteRolePermissionsBoundary",
  "iam:DeleteUserPermissionsBoundary",
];

/** None of {@link administrativeActions} is allowed on any resource. */
export const noIamAdministration: Property = confinement({
  actions: administrativeActions,
  resources: [],
  id: "no-iam-administration",
  sentence: "no one is allowed to hand out IAM permissions",
});
