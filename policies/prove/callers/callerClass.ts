import { allowStatement } from "../../language/allowStatement.js";
import type { HeldResource, PolicySet } from "../../language/policySet.js";
import type { CallerMembers } from "./callerMembers.js";

/**
 * - `everyone`: anonymous callers; what they may do, everyone may
 * - `anyAccount`, `anyService`, `anyFederated`: all that the policies do not name
 * - `ownAccount`: the account of the resource, regardless of the policies of its principals; `ownPrincipals`: as
 *   these allow
 * - `federated`: an identity provider
 */
export type CallerKind =
  | "everyone"
  | "anyAccount"
  | "organization"
  | "ownAccount"
  | "ownPrincipals"
  | "account"
  | "principal"
  | "anyService"
  | "service"
  | "anyFederated"
  | "federated";

/** Callers that the principals of some policies do not distinguish, with all that conditions can know of them. */
export interface CallerClass {
  readonly kind: CallerKind;
  /** in plain English: `any AWS account`, `service logging.s3.amazonaws.com` */
  readonly name: string;
  /** one of the members; every principal of the policies covers all members or none */
  readonly principal: string;
  readonly members: CallerMembers;
  /** what the identity policies of the members are taken to allow */
  readonly ownPolicies: "everything" | "nothing";
}

/** The name of the policy that represents the identity policies of a caller. */
export const assumedPolicy = "the caller's own policies";

const everything: PolicySet["identity"] = [
  {
    source: assumedPolicy,
    document: { version: "2012-10-17", statements: [allowStatement(["*"], ["*"])] },
  },
];

/** The policies that decide what the members of a class may do with some resources. */
export const policiesFor = (
  { ownPolicies }: Pick<CallerClass, "ownPolicies">,
  ...resources: readonly HeldResource[]
): PolicySet => ({
  identity: ownPolicies === "everything" ? everything : [],
  resources,
});
