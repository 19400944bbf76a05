import type { Policy, PolicySet } from "../../policies/language/policySet.js";
import type { Target } from "../../properties/target.js";
import { assignedAccounts } from "./assignedAccounts.js";
import type { Holding } from "./joinPolicies.js";
import { type OrganizationLayers, organizationLayers } from "./organizationLayers.js";
import { type Requester, requesters } from "./requesters.js";
import type { Snapshot } from "./snapshot.js";

/** The principals of one time, and what they hold. */
export interface Moment {
  readonly snapshot: Snapshot;
  readonly holdings: ReadonlyMap<string, Holding>;
}

export interface TargetOptions {
  /** the name that the addresses of targets begin with */
  readonly source: string;
  /** undefined when the input has no before */
  readonly past: Moment | undefined;
}

/**
 * One target per principal, and of a permission set one per account; with addresses of the organization's
 * policies that bind some of them.
 */
export const principalTargets = (
  now: Moment,
  { source, past }: TargetOptions,
): { readonly targets: readonly Target[]; readonly applied: ReadonlySet<string> } => {
  const around = surroundings(now);
  const then = past && surroundings(past);
  const targets = [...now.holdings.values()].flatMap((holding) => {
    const { address } = holding.holder;
    const before = past?.holdings.get(address);
    const trust = trustOf(holding, now.snapshot);
    const open = [...holding.open.values()];
    return around.requesters(holding).map(({ mark, principal, account }): Target => {
      const layers = layersOf(account, around.layers);
      const old = before && then?.requesters(before).find((requester) => requester.mark === mark);
      return {
        address: `${source}#${address}${mark}`,
        principal,
        policies: { ...policySet(holding, "widest"), ...layers },
        ...(open.length > 0 && { narrowest: { ...policySet(holding, "narrowest"), ...layers }, open }),
        ...(then &&
          before &&
          old && { before: { ...policySet(before, "widest"), ...layersOf(old.account, then.layers) } }),
        ...(trust !== undefined && { trust }),
        holes: [...holding.holes.values()],
      };
    });
  });
  return { targets, applied: around.layers.applied };
};

interface Surroundings {
  readonly layers: OrganizationLayers;
  readonly requesters: (holding: Holding) => readonly Requester[];
}

const surroundings = ({ snapshot }: Moment): Surroundings => {
  const assigned = assignedAccounts(snapshot.world);
  return {
    layers: organizationLayers(snapshot),
    requesters: ({ holder }) => requesters(holder, snapshot, assigned),
  };
};

const policySet = ({ identity, boundaries }: Holding, reading: "widest" | "narrowest"): PolicySet => {
  const [boundary] = [...boundaries.values()].flatMap((held) => held[reading] ?? []);
  return {
    identity: [...identity.values()].flatMap((held) => held[reading] ?? []),
    ...(boundary !== undefined && { boundary }),
  };
};

/** The organization's policies that bind an account. */
const layersOf = (
  account: string | undefined,
  layers: OrganizationLayers,
): Pick<PolicySet, "scps" | "rcps"> => (account === undefined ? {} : layers.layersOf(account));

const trustOf = ({ holder }: Holding, { policiesIn }: Snapshot): Policy | undefined => {
  const found = holder.resource === undefined ? [] : policiesIn(holder.resource);
  return found.find(({ policy }) => policy.kind === "trust")?.policy.policy ?? undefined;
};
