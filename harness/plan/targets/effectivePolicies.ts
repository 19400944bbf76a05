import type { PolicySet } from "../../../policies/language/policySet.js";
import { allBounds, type Bounded } from "../../../properties/bounded.js";
import { organizationLayers } from "../organization/organizationLayers.js";
import type { PlanResources } from "../policies/planResources.js";
import type { Snapshot } from "../policies/snapshot.js";
import { accountAssignments } from "../principals/accountAssignments.js";
import type { Holding } from "../principals/joinPolicies.js";
import { type RequestPrincipal, requesters } from "../principals/requestPrincipal.js";
import type { HeldPolicies } from "./heldPolicies.js";
import type { JoinResources } from "./joinResources.js";

/** The principals of one time, and what they hold. */
export interface Moment {
  readonly snapshot: Snapshot;
  readonly holdings: ReadonlyMap<string, Holding>;
  readonly resources: PlanResources;
  readonly inForce: EffectivePolicies;
}

/** What holds at one time. */
export interface EffectivePolicies {
  readonly requesters: (holding: Holding) => readonly RequestPrincipal[];
  /** what a principal holds, bound by the policies of the organization */
  readonly heldBy: (holding: Holding, requester: RequestPrincipal) => HeldPolicies;
  readonly applied: ReadonlySet<string>;
}

/**
 * Determines the policies in effect at the time of a snapshot.
 *
 * @param join adds the resources of that time
 */
export function effectivePolicies(snapshot: Snapshot, join: JoinResources): EffectivePolicies {
  const assigned = accountAssignments(snapshot.index);
  const layers = organizationLayers(snapshot);
  return {
    applied: layers.applied,
    requesters: ({ holder }) => requesters(holder, snapshot, assigned),
    heldBy: (holding, requester) => {
      const own = policySet(holding);
      const { upper, lower, unknown } = layers.layersOf(requester.account);
      return {
        policies: join(
          {
            upper: { ...own.upper, ...upper },
            lower: { ...own.lower, ...lower },
            unknown: [...own.unknown, ...unknown],
          },
          requester,
        ),
        holes: [...holding.holes.values(), ...(isPermissionSet(holding) ? assigned.unknown : [])],
      };
    },
  };
}

const isPermissionSet = ({ holder }: Holding): boolean => holder.type === "aws_ssoadmin_permission_set";

function policySet({ identity, boundaries }: Holding): Bounded<PolicySet> {
  const [own, limits] = [allBounds([...identity.values()]), allBounds([...boundaries.values()])];
  const setOf = (side: "upper" | "lower"): PolicySet => {
    const boundary = limits[side].find((limit) => limit !== undefined);
    return { identity: own[side], ...(boundary !== undefined && { boundary }) };
  };
  const unknown = new Map(
    [...own.unknown, ...limits.unknown].map((hole) => [`${hole.address}\n${hole.reason}`, hole]),
  );
  return { upper: setOf("upper"), lower: setOf("lower"), unknown: [...unknown.values()] };
}
