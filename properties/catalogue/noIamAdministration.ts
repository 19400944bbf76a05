import type { ServiceReference } from "../../policies/reference/serviceReference.js";
import { confinement } from "../confinement.js";
import type { Outcome, Property, SearchOptions } from "../property.js";
import type { Target } from "../target.js";

/**
 * The actions of IAM with which a principal can give permissions to itself or to others: all that AWS counts as
 * permissions management, and the writes that put users into groups, make credentials or trust identity providers.
 *
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { administrativeActions, confinement } from "planproof/properties";
 *
 * const own = confinement({ actions: administrativeActions, resources: ["arn:aws:iam::*:user/${aws:username}"] });
 * assert(administrativeActions.includes("iam:CreateAccessKey"));
 * assert.equal(own.id, "confinement");
 * ```
 */
export const administrativeActions: readonly string[] = [
  "iam:AddClientIDToOpenIDConnectProvider",
  "iam:AddUserToGroup",
  "iam:AttachGroupPolicy",
  "iam:AttachRolePolicy",
  "iam:AttachUserPolicy",
  "iam:CreateAccessKey",
  "iam:CreateLoginProfile",
  "iam:CreateOpenIDConnectProvider",
  "iam:CreatePolicy",
  "iam:CreatePolicyVersion",
  "iam:CreateSAMLProvider",
  "iam:CreateServiceSpecificCredential",
  "iam:DeleteAccountPasswordPolicy",
  "iam:DeleteGroupPolicy",
  "iam:DeleteOpenIDConnectProvider",
  "iam:DeletePolicy",
  "iam:DeletePolicyVersion",
  "iam:DeleteRolePermissionsBoundary",
  "iam:DeleteRolePolicy",
  "iam:DeleteSAMLProvider",
  "iam:DeleteUserPermissionsBoundary",
  "iam:DeleteUserPolicy",
  "iam:DetachGroupPolicy",
  "iam:DetachRolePolicy",
  "iam:DetachUserPolicy",
  "iam:PutGroupPolicy",
  "iam:PutRolePermissionsBoundary",
  "iam:PutRolePolicy",
  "iam:PutUserPermissionsBoundary",
  "iam:PutUserPolicy",
  "iam:RemoveClientIDFromOpenIDConnectProvider",
  "iam:RemoveUserFromGroup",
  "iam:ResetServiceSpecificCredential",
  "iam:SetDefaultPolicyVersion",
  "iam:UpdateAccessKey",
  "iam:UpdateAssumeRolePolicy",
  "iam:UpdateLoginProfile",
  "iam:UpdateOpenIDConnectProviderThumbprint",
  "iam:UpdateSAMLProvider",
  "iam:UpdateServiceSpecificCredential",
  "iam:UpdateSigningCertificate",
  "iam:UpdateSSHPublicKey",
  "iam:UploadSigningCertificate",
  "iam:UploadSSHPublicKey",
];

/** {@link administrativeActions}, and what newer service data counts as permissions management. */
function administrativeIn(reference: ServiceReference): readonly string[] {
  const listed = reference
    .actionsOf("iam")
    .filter(({ accessLevel }) => accessLevel === "Permissions management");
  return [...new Set([...administrativeActions, ...listed.map(({ name }) => name)])];
}

const none = (actions: readonly string[]): Property =>
  confinement({
    actions,
    resources: [],
    id: "no-iam-administration",
    sentence: "no one is allowed to hand out IAM permissions",
  });

/**
 * None of {@link administrativeActions} is allowed on any resource.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { emptyServiceReference } from "planproof/policies";
 * import { allowing, checkProperty, noIamAdministration } from "planproof/properties";
 *
 * const target = {
 *   address: { source: "job" },
 *   principal: "arn:aws:iam::111122223333:role/job",
 *   policies: allowing(["iam:Attach*"], ["*"]),
 *   holes: [],
 * };
 * const outcome = checkProperty(noIamAdministration, target, {
 *   seed: 1,
 *   runs: 100,
 *   reference: emptyServiceReference,
 * });
 * assert.equal(outcome.verdict, "refuted");
 * ```
 */
export const noIamAdministration: Property = {
  ...none(administrativeActions),
  severity: "high",
  preset: "recommended",
  page: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html",
  remedy: "remove the actions, or name the roles and users that they may change and set a boundary",
  prove: (target: Target, options: SearchOptions): Outcome =>
    none(administrativeIn(options.reference)).prove!(target, options),
  search: (target: Target, options: SearchOptions): Outcome =>
    none(administrativeIn(options.reference)).search(target, options),
};
