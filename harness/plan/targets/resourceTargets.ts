import type { HeldResource, PolicySet } from "../../../policies/language/policySet.js";
import { exampleRole } from "../../../policies/reference/exampleRole.js";
import { mapBounds } from "../../../properties/bounded.js";
import type { Target } from "../../../properties/target.js";
import type { PlanResource } from "../policies/planResources.js";
import { addressBefore } from "../resources/readResources.js";
import type { Moment } from "./effectivePolicies.js";
import { type HeldPolicies, readingsBefore, readingsOf } from "./heldPolicies.js";
import { heldResource } from "./joinResources.js";
import type { TargetOptions } from "./principalTargets.js";
import { unchangedHoles } from "./unchangedHoles.js";

export interface ResourceTargets {
  readonly targets: readonly Target[];
  /** those of the past alone */
  readonly gone: readonly Target[];
}

/**
 * A target for each resource with its policies, and for each role with its trust policy. It holds no identity policies:
 * laws about it ask for classes of callers.
 */
export function resourceTargets(now: Moment, { source, past }: TargetOptions): ResourceTargets {
  const isLasting = past && unchangedHoles(now.snapshot.index, past.snapshot.index);
  const earlier = new Map(past?.resources.resources.map((one) => [keyOf(one), one]));
  const later = new Set(now.resources.resources.map(keyOf));
  const [isThere, wasThere] = [now, past].map((moment) => moment && presence(moment));
  const targetOf = (one: PlanResource) => ({
    address: { source, resource: one.name },
    principal: exampleRole(one.account),
    resource: {
      kind: one.kind,
      ...(one.guard && { guard: one.guard }),
      ...(wasThere?.(one) === false && { absent: "before" as const }),
      ...(isThere!(one) === false && { absent: "after" as const }),
    },
  });
  const targets = now.resources.resources.map((one): Target => {
    const before = earlier.get(keyOf(one));
    return {
      ...targetOf(one),
      ...readingsOf(heldAlone(one)),
      ...(before && { before: readingsBefore(heldAlone(before), isLasting) }),
    };
  });
  const gone = [...earlier.values()]
    .filter((one) => !later.has(keyOf(one)))
    .map(
      (one): Target => ({
        ...targetOf(one),
        policies: { identity: [] },
        holes: [],
        before: readingsBefore(heldAlone(one), isLasting),
      }),
    );
  return { targets, gone };
}

/** Whether a time has a resource; undefined where the plan has its policy alone. */
function presence({ snapshot: { index } }: Moment): (one: PlanResource) => boolean | undefined {
  const known = new Set(index.resources.map(({ address }) => addressBefore(address)));
  return ({ address, isPlanned }) => (isPlanned ? known.has(addressBefore(address)) : undefined);
}

const keyOf = ({ kind, address }: PlanResource): string => `${kind} ${addressBefore(address)}`;

const heldAlone = (one: PlanResource): HeldPolicies => ({
  policies: mapBounds(
    heldResource(one),
    (held: HeldResource): PolicySet => ({ identity: [], resources: [held] }),
  ),
  holes: [],
});
