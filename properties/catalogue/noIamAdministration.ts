import type { ServiceReference } from "../../policies/reference/serviceReference.js";
import { configurable } from "../configurable.js";
import { confinement } from "../confinement.js";
import { namesTarget } from "../namesTarget.js";
import { oncePerReference } from "../oncePerReference.js";
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

/**
 * The actions of IAM Identity Center and AWS Organizations that do the same: they assign permission sets, change what
 * these hold, put users into groups, and change what limits accounts.
 *
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsiamidentitycenter.html
 */
const accessAdministration: readonly string[] = [
  "identitystore:CreateGroupMembership",
  "organizations:AttachPolicy",
  "organizations:DeletePolicy",
  "organizations:DetachPolicy",
  "organizations:DisablePolicyType",
  "organizations:MoveAccount",
  "organizations:UpdatePolicy",
  "sso-directory:AddMemberToGroup",
  "sso:AttachCustomerManagedPolicyReferenceToPermissionSet",
  "sso:AttachManagedPolicyToPermissionSet",
  "sso:CreateAccountAssignment",
  "sso:DeletePermissionsBoundaryFromPermissionSet",
  "sso:ProvisionPermissionSet",
  "sso:PutInlinePolicyToPermissionSet",
  "sso:PutPermissionsBoundaryToPermissionSet",
  "sso:PutPermissionsPolicy",
  "sso:UpdatePermissionSet",
];

/** Some actions, and what newer service data counts as permissions management of IAM. */
function administrativeIn(reference: ServiceReference): readonly string[] {
  const listed = reference
    .actionsOf("iam")
    .filter(({ accessLevel }) => accessLevel === "Permissions management");
  const { services } = reference;
  // of a service that no policy names nothing can be allowed
  const others = accessAdministration.filter(
    (action) => services.length === 0 || services.includes(action.split(":", 1)[0]!),
  );
  const names = [...administrativeActions, ...others, ...listed.map(({ name }) => name)];
  return [...new Set(names)];
}

const none = (actions: readonly string[]): Property =>
  confinement({
    actions,
    resources: [],
    id: "no-iam-administration",
    sentence: "no one is allowed to change who has which permissions",
  });

/**
 * No principal but the named is allowed to change who has which permissions: by {@link administrativeActions}, or the
 * like of IAM Identity Center and AWS Organizations, on any resource.
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
export const noIamAdministration = configurable(
  {
    actions: {
      help: "the actions that change permissions; by default those of IAM, Identity Center and Organizations",
      form: "action",
      default: [],
    },
    except: { help: "the principals that may, by address or ARN", form: "principal", default: [] },
  },
  ({ actions, except }): Property => {
    const lawIn = oncePerReference((reference) =>
      none(actions.length > 0 ? actions : administrativeIn(reference)),
    );
    const whole = none(actions.length > 0 ? actions : administrativeActions);
    return {
      ...whole,
      severity: "high",
      preset: "recommended",
      page: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html",
      remedy: "remove the actions, or name the roles and users that they may change and set a boundary",
      names: except,
      appliesTo: (target) => whole.appliesTo(target) && !except.some((name) => namesTarget(name, target)),
      prove: (target: Target, options: SearchOptions): Outcome =>
        lawIn(options.reference).prove!(target, options),
      search: (target: Target, options: SearchOptions): Outcome =>
        lawIn(options.reference).search(target, options),
    };
  },
);
