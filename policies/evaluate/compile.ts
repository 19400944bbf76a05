import type { Policy, PolicySet } from "../language/policySet.js";
import { type Caller, readCaller } from "./caller.js";
import { compileLayer, type Layer } from "./compileLayer.js";
import { memoize } from "./memoize.js";

/** A policy set prepared for many requests. */
export interface CompiledPolicySet {
  readonly identity: Layer;
  readonly boundary?: Layer;
  readonly session?: Layer;
  readonly resource?: Layer;
  readonly endpoint?: Layer;
  readonly caller: (principal: string) => Caller;
  /** one per level that holds a policy */
  readonly scps: readonly Layer[];
  readonly rcps: readonly Layer[];
}

/** Prepares the policies once, for {@link authorize} and {@link explain} to run many times. */
export function compile(policies: PolicySet): CompiledPolicySet {
  const { identity, boundary, session, resource, endpoint, scps = [], rcps = [] } = policies;
  const levels = (lists: readonly (readonly Policy[])[]) =>
    lists.filter(({ length }) => length > 0).map((level) => compileLayer(level));
  const bounded = boundary !== undefined;
  return {
    caller: memoize(readCaller),
    identity: compileLayer(identity),
    ...(boundary && { boundary: compileLayer([boundary]) }),
    ...(session && session.length > 0 && { session: compileLayer(session) }),
    ...(resource && { resource: compileLayer([resource], bounded) }),
    ...(endpoint && { endpoint: compileLayer([endpoint], bounded) }),
    scps: levels(scps),
    rcps: levels(rcps),
  };
}
