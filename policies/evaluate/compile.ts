import type { HeldResource, Policy, PolicySet } from "../language/policySet.js";
import type { Request } from "../language/request.js";
import { type Caller, readCaller } from "./caller.js";
import { compileLayer, type Layer } from "./compileLayer.js";
import { compileResources, type FindHeld, findHeld, type ResourceSide } from "./compileResources.js";
import { memoize } from "./memoize.js";

/** A policy set prepared for many requests. */
export interface CompiledPolicySet {
  readonly identity: Layer;
  readonly boundary?: Layer;
  readonly session?: Layer;
  /** the policies of the resource that a request is on, and whose it is */
  readonly resourceSide: (request: Request) => ResourceSide;
  readonly endpoint?: Layer;
  readonly caller: (principal: string) => Caller;
  /** one per level that holds a policy */
  readonly scps: readonly Layer[];
  readonly rcps: readonly Layer[];
}

/**
 * Prepares the policies once, for {@link authorize} and {@link explain} to run many times.
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
 * assert.equal(authorize(compiled, request), "allowed");
 * ```
 */
export const compile = (policies: PolicySet): CompiledPolicySet => compileSharing(policies, findHeld);

/**
 * The same, for many policy sets with the same resources.
 *
 * @param find what finds the resources of a list, for principals with a boundary or without one
 */
export function compileSharing(
  policies: PolicySet,
  find: (resources: readonly HeldResource[], bounded: boolean) => FindHeld,
): CompiledPolicySet {
  const { identity, boundary, session, endpoint, scps = [], rcps = [] } = policies;
  const levels = (lists: readonly (readonly Policy[])[]) =>
    lists.filter(({ length }) => length > 0).map((level) => compileLayer(level));
  const bounded = boundary !== undefined;
  return {
    caller: memoize(readCaller),
    identity: compileLayer(identity),
    ...(boundary && { boundary: compileLayer([boundary]) }),
    ...(session && session.length > 0 && { session: compileLayer(session) }),
    resourceSide: resourceSideOf(policies, bounded, find),
    ...(endpoint && { endpoint: compileLayer([endpoint], bounded) }),
    scps: levels(scps),
    rcps: levels(rcps),
  };
}

function resourceSideOf(
  { resource, resources = [] }: PolicySet,
  bounded: boolean,
  find: typeof findHeld,
): CompiledPolicySet["resourceSide"] {
  const own = resource ? [compileLayer([resource], bounded)] : [];
  const side: ResourceSide = { layers: own };
  return resources.length > 0 ? compileResources(find(resources, bounded), own) : () => side;
}
