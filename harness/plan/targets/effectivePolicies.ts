import type { PolicySet } from "../../../policies/language/policySet.js";
import type { Readings } from "../../../properties/target.js";
import { organizationLayers } from "../organization/organizationLayers.js";
import type { Snapshot } from "../policies/snapshot.js";
import { accountAssignments } from "../principals/accountAssignments.js";
import type { Holding } from "../principals/joinPolicies.js";
import { type RequestPrincipal, requesters } from "../principals/requestPrincipals.js";

/** The principals of one time, and what they hold. */
export interface Moment {
  readonly snapshot: Snapshot;
  readonly holdings: ReadonlyMap<string, Holding>;
  readonly inForce: EffectivePolicies;
}

/** What holds at one time. */
export interface EffectivePolicies {
  readonly requesters: (holding: Holding) => readonly RequestPrincipal[];
  /** what a principal holds, bound by the policies of the organization */
  readonly readings: (holding: Holding, requester: RequestPrincipal) => Readings;
  readonly applied: ReadonlySet<string>;
}

/** Tells what holds at the time of a snapshot. */
export function effectivePolicies(snapshot: Snapshot): EffectivePolicies {
  const assigned = accountAssignments(snapshot.index);
  const layers = organizationLayers(snapshot);
  return {
    applied: layers.applied,
    requesters: ({ holder }) => requesters(holder, snapshot, assigned),
    readings: (holding, { account }) => {
      const bound = layers.layersOf(account);
      const open = [...holding.open.values(), ...bound.open];
      return {
        policies: { ...policySet(holding, "widest"), ...bound.widest },
        ...(open.length > 0 && {
          narrowest: { ...policySet(holding, "narrowest"), ...bound.narrowest },
          open,
        }),
        holes: [...holding.holes.values(), ...(isPermissionSet(holding) ? assigned.open : [])],
      };
    },
  };
}

const isPermissionSet = ({ holder }: Holding): boolean => holder.type === "aws_ssoadmin_permission_set";

function policySet({ identity, boundaries }: Holding, reading: "widest" | "narrowest"): PolicySet {
  const [boundary] = [...boundaries.values()].flatMap((held) => held[reading] ?? []);
  return {
    identity: [...identity.values()].flatMap((held) => held[reading] ?? []),
    ...(boundary !== undefined && { boundary }),
  };
}
