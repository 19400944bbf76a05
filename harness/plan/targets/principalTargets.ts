import type { Policy } from "../../../policies/language/policySet.js";
import { exactValue } from "../../../properties/bounded.js";
import { SharedGraphs } from "../../../properties/escalation/sharedGraphs.js";
import type { Target } from "../../../properties/target.js";
import type { TargetAddress } from "../../../properties/targetAddress.js";
import type { Snapshot } from "../policies/snapshot.js";
import { emptyHolding, type Holding, isReported } from "../principals/joinPolicies.js";
import type { RequestPrincipal } from "../principals/requestPrincipal.js";
import { addressBefore } from "../resources/readResources.js";
import type { EffectivePolicies, Moment } from "./effectivePolicies.js";
import { readingsBefore, readingsOf } from "./heldPolicies.js";
import { surroundingsOf } from "./surroundingsOf.js";
import { unchangedHoles } from "./unchangedHoles.js";

export interface TargetOptions {
  /** the name that the addresses of targets begin with */
  readonly source: string;
  /** undefined when the input has no before */
  readonly past: Moment | undefined;
}

export interface PrincipalTargets {
  readonly targets: readonly Target[];
  /** principals of the past alone */
  readonly gone: readonly Target[];
  /** addresses of the organization's policies that bind some of them, or may */
  readonly applied: ReadonlySet<string>;
  readonly surroundings: NonNullable<Target["surroundings"]>;
}

/** One target per principal, and of a permission set one per account that it is assigned in. */
export function principalTargets(now: Moment, { source, past }: TargetOptions): PrincipalTargets {
  const present = now.inForce;
  const former = past?.inForce;
  const isLasting = past && unchangedHoles(now.snapshot.index, past.snapshot.index);
  const surroundings = {
    now: once(() => surroundingsOf(now)),
    ...(past && { before: once(() => surroundingsOf(past)) }),
    graphs: new SharedGraphs(),
  };
  const addressOf = ({ holder }: Holding, { assignedIn }: RequestPrincipal): TargetAddress => ({
    source,
    resource: holder.address,
    ...(assignedIn !== undefined && { account: assignedIn }),
  });
  const targets = [...now.holdings.values()].flatMap((holding) => {
    const before = past?.holdings.get(addressBefore(holding.holder.address));
    const trust = trustOf(holding, now.snapshot);
    return present.requesters(holding).map((requester): Target => {
      const old =
        before && former?.requesters(before).find(({ assignedIn }) => assignedIn === requester.assignedIn);
      return {
        address: addressOf(holding, requester),
        principal: requester.principal,
        callers: requester.callers,
        ...(requester.example && { example: requester.example }),
        ...readingsOf(present.heldBy(holding, requester)),
        ...(former && before && old && { before: readingsBefore(former.heldBy(before, old), isLasting) }),
        ...(trust !== undefined && { trust }),
        surroundings,
      };
    });
  });
  const goneFrom = (holding: Holding, before: EffectivePolicies) =>
    leaving(holding, now.holdings.get(holding.holder.address), [before, present]).map(
      (requester): Target => ({
        address: addressOf(holding, requester),
        principal: requester.principal,
        callers: requester.callers,
        ...(requester.example && { example: requester.example }),
        policies: { identity: [] },
        holes: [...emptyHolding(holding.holder).holes.values()],
        before: readingsBefore(before.heldBy(holding, requester), isLasting),
      }),
    );
  const holdings = [...(past?.holdings.values() ?? [])];
  const gone = former === undefined ? [] : holdings.flatMap((holding) => goneFrom(holding, former));
  return { targets, gone, applied: present.applied, surroundings };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Who made requests with a holding of the past and makes none now: all, or those in accounts that are left. */
function leaving(
  holding: Holding,
  stays: Holding | undefined,
  [before, now]: readonly [EffectivePolicies, EffectivePolicies],
): readonly RequestPrincipal[] {
  if (stays === undefined) return isReported(holding) ? before.requesters(holding) : [];
  const left = now.requesters(stays).map(({ assignedIn }) => assignedIn);
  return before
    .requesters(holding)
    .filter(({ assignedIn }) => assignedIn !== undefined && !left.includes(assignedIn));
}

export function trustOf({ holder }: Holding, { policiesIn }: Snapshot): Policy | undefined {
  const found = holder.resource === undefined ? [] : policiesIn(holder.resource);
  const trust = found.find(({ policy }) => policy.kind === "trust")?.policy.policy;
  return trust ? exactValue(trust) : undefined;
}
