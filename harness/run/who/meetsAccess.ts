import type { HeldResource, PolicySet } from "../../../policies/language/policySet.js";
import { actionSet, leaveOpen } from "../../../policies/prove/question/encodeStatement.js";
import { readPattern } from "../../../policies/prove/sets/pattern.js";
import { setsDisjoint, textSet } from "../../../policies/prove/sets/textSet.js";
import { mapBounds } from "../../../properties/bounded.js";
import { boundsOf, type Readings } from "../../../properties/target.js";
import type { AskedAccess } from "./who.js";

/** Prepares whether a request that is asked about may be on a resource. */
export function meetsAccess({ action, resource }: AskedAccess): (held: HeldResource) => boolean {
  const [actions, arns] = [actionSet([action]), resourceSet([resource])];
  const known = new WeakMap<HeldResource, boolean>();
  return (held) => {
    const met =
      known.get(held) ??
      (!setsDisjoint(actions, actionSet(held.actions ?? ["*"])) &&
        !setsDisjoint(arns, resourceSet(held.arns)));
    known.set(held, met);
    return met;
  };
}

const resourceSet = (patterns: readonly string[]) =>
  textSet(
    patterns.map((one) => readPattern(one, "resource", { version: "2008-10-17", resolve: leaveOpen })!),
  );

/** The readings without the resources that no request is on, which decide nothing. */
export function withinResources(readings: Readings, meets: (held: HeldResource) => boolean): Readings {
  const within = (set: PolicySet): PolicySet =>
    set.resources === undefined ? set : { ...set, resources: set.resources.filter(meets) };
  const { holes, bounds, policies } = readings;
  if (bounds === undefined) return { policies: within(policies), holes };
  const { upper, lower, unknown } = mapBounds(boundsOf(readings), within);
  return { policies: upper, bounds: { lower, unknown }, holes };
}
