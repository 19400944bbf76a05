import type { HeldResource, Policy, PolicySet } from "../language/policySet.js";
import type { Request } from "../language/request.js";
import { type Caller, readCaller } from "./caller.js";
import { type CompileStatement, compileLayer, type Layer } from "./compileLayer.js";
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
export const compile = (policies: PolicySet): CompiledPolicySet => compileSharing(policies);

/** What is prepared once for many policy sets that have it in common. */
export interface Shared {
  /** finds the resources of a list, for principals with a boundary or without one; @defaultValue prepared anew */
  readonly find?: (resources: readonly HeldResource[], bounded: boolean) => FindHeld;
  /** @defaultValue prepared anew */
  readonly statement?: CompileStatement;
}

/** The same, for many policy sets with the same resources or statements. */
export function compileSharing(
  policies: PolicySet,
  { find = findHeld, statement }: Shared = {},
): CompiledPolicySet {
  const { identity, boundary, session, endpoint, resource, resources = [], scps = [], rcps = [] } = policies;
  const isBounded = boundary !== undefined;
  const layer = (list: readonly Policy[], bounded = false) => compileLayer(list, bounded, statement);
  const levels = (lists: readonly (readonly Policy[])[]) =>
    lists.filter(({ length }) => length > 0).map((level) => layer(level));
  const side: ResourceSide = { layers: resource ? [layer([resource], isBounded)] : [] };
  return {
    caller: memoize(readCaller),
    identity: layer(identity),
    ...(boundary && { boundary: layer([boundary]) }),
    ...(session && session.length > 0 && { session: layer(session) }),
    resourceSide:
      resources.length > 0 ? compileResources(find(resources, isBounded), side.layers) : () => side,
    ...(endpoint && { endpoint: layer([endpoint], isBounded) }),
    scps: levels(scps),
    rcps: levels(rcps),
  };
}
