import type { Decision, Request } from "../language/request.js";
import { rcpServices } from "../reference/rcpServices.js";
import type { Caller } from "./caller.js";
import type { CompiledPolicySet } from "./compile.js";
import { consult, denied, type Layer } from "./compileLayer.js";
import { type Grant, grants } from "./compilePrincipal.js";
import { indexed } from "./contextValue.js";

/**
 * Decides one request, as AWS does: an explicit deny in any layer ends it; otherwise SCPs, VPC endpoint
 * policy and, within an account, either the identity side or the resource policy must allow, and across
 * accounts both.
 *
 * Nothing is added to the request context: a key that AWS would fill in, such as `aws:PrincipalArn`, counts
 * as missing unless the request carries it.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { authorize, compile, findManagedPolicy } from "planproof/policies";
 *
 * const policy = findManagedPolicy("AWSBatchFullAccess@v7");
 * assert(policy);
 * const compiled = compile({ identity: [{ source: policy.name, document: policy.document }] });
 * const principal = "arn:aws:iam::111122223333:role/example";
 * const request = { principal, action: "batch:ListJobs", resource: "*", resourceAccount: "111122223333", context: {} };
 * assert.equal(authorize(compiled, { ...request, action: "iam:CreateUser" }), "implicitDeny");
 * ```
 */
export function authorize(compiled: CompiledPolicySet, asked: Request): Decision {
  if (isAlwaysAllowed(asked.action)) return "allowed";
  const request = indexed(asked);
  const caller = compiled.caller(request.principal);
  const ceiling = organization(compiled, request, caller);
  if (ceiling === denied) return "explicitDeny";
  const identity = identityGrant(compiled, request, caller);
  if (identity === denied) return "explicitDeny";
  const limit = limits(compiled, request, caller);
  if (limit === denied) return "explicitDeny";
  const { layers, account = request.resourceAccount } = compiled.resourceSide(request);
  const resource = strongest(layers, request, caller);
  if (resource === denied) return "explicitDeny";
  if (ceiling === grants.none) return "implicitDeny";
  const byIdentity = identity !== grants.none && limit !== grants.none;
  if (caller.account !== "" && caller.account !== account) {
    return byIdentity && resource !== grants.none ? "allowed" : "implicitDeny";
  }
  if (resource === grants.direct || (resource === grants.role && limit !== grants.none)) return "allowed";
  const waits = resource === grants.none && layers.length > 0 && mustGrant(request);
  return byIdentity && !waits ? "allowed" : "implicitDeny";
}

type Finding = Grant | typeof denied;

/** Source: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
export const isAlwaysAllowed = (action: string): boolean =>
  action.length === 21 && action.toLowerCase() === "sts:getcalleridentity";

/** Users, roles, sessions and the root user have an identity side; services and strangers do not. */
export const isIdentity = ({ account }: Caller): boolean => account !== "";

/** No policy can be attached to the root user, and its permissions come from none. */
export const hasPolicies = (caller: Caller): boolean => isIdentity(caller) && caller.type !== "root";

function identityGrant({ identity }: CompiledPolicySet, request: Request, caller: Caller): Finding {
  if (hasPolicies(caller)) return consult(identity, request, caller);
  return isIdentity(caller) ? grants.direct : grants.none;
}

/** Permissions boundary and session policies: both must allow where they exist. */
const limits = ({ boundary, session }: CompiledPolicySet, request: Request, caller: Caller): Finding =>
  (boundary === undefined && session === undefined) || !hasPolicies(caller)
    ? grants.direct
    : all([boundary, session], request, caller);

function organization(compiled: CompiledPolicySet, request: Request, caller: Caller): Finding {
  const { scps, rcps, endpoint } = compiled;
  if (scps.length === 0 && rcps.length === 0 && endpoint === undefined) return grants.direct;
  if (rcps.length > 0 && controlsResource(request, caller)) {
    // RCPFullAWSAccess is attached everywhere and cannot be detached: only denials matter
    for (const level of rcps) if (consult(level, request, caller) === denied) return denied;
  }
  return all([...(controlsPrincipal(caller) ? scps : []), endpoint], request, caller);
}

/** Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html */
export const controlsPrincipal = (caller: Caller): boolean => isIdentity(caller) && !caller.serviceLinked;

/**
 * RCPs bind the resources of some services, but no service-linked role, neither as caller nor as the role
 * that is assumed, and never the retiring of a KMS grant.
 *
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
 */
export const controlsResource = ({ action, resource }: Request, caller: Caller): boolean =>
  !caller.serviceLinked &&
  rcpServices.has(action.split(":", 1)[0]!.toLowerCase()) &&
  !/^kms:retiregrant$/i.test(action) &&
  !/^arn:[^:]*:iam::[^:]*:role\/aws-service-role\//.test(resource);

function all(layers: readonly (Layer | undefined)[], request: Request, caller: Caller): Finding {
  let weakest: Finding = grants.direct;
  for (const layer of layers) {
    if (layer === undefined) continue;
    const finding = consult(layer, request, caller);
    if (finding === denied) return denied;
    if (finding === grants.none) weakest = grants.none;
  }
  return weakest;
}

/** What the policies of a resource say together. */
function strongest(layers: readonly Layer[], request: Request, caller: Caller): Finding {
  let most: Grant = grants.none;
  for (const layer of layers) {
    const finding = consult(layer, request, caller);
    if (finding === denied) return denied;
    if (finding > most) most = finding;
  }
  return most;
}

/**
 * Keys and roles answer only to their own policy: the identity side counts once the key policy or the trust
 * policy lets the account in.
 *
 * Source: https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
 */
export const mustGrant = ({ action, resource }: Request): boolean =>
  /^kms:/i.test(action) || (/^sts:/i.test(action) && /^arn:[^:]*:iam::[^:]*:role\//.test(resource));
