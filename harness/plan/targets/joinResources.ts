import { readCaller } from "../../../policies/evaluate/caller.js";
import { memoize } from "../../../policies/evaluate/memoize.js";
import type { HeldResource, PolicySet } from "../../../policies/language/policySet.js";
import { allBounds, type Bounded } from "../../../properties/bounded.js";
import type { Hole } from "../../../properties/hole.js";
import type { PlanResource } from "../policies/planResources.js";
import type { RequestPrincipal } from "../principals/requestPrincipal.js";
import { perhapsOwn } from "./perhapsOwn.js";
import { relevantResources } from "./relevantResources.js";

/** Adds to what a principal holds the resources whose policies can change what it may do. */
export type JoinResources = (
  held: Bounded<PolicySet>,
  requester: Pick<RequestPrincipal, "principal" | "callers">,
) => Bounded<PolicySet>;

/** Prepares the resources of one time, for all its principals. */
export function joinResources(resources: readonly PlanResource[]): JoinResources {
  const all = resources.map(heldResource);
  const known = joinAll(all);
  const byExample = memoize((key: string) => {
    const [account, partition] = key.split(" ") as [string, string?];
    return joinAll(all.map((one) => perhapsOwn(one, { account, ...(partition && { partition }) })));
  });
  return (held, { principal, callers }) => {
    if (callers.account !== undefined) return known(held, principal);
    const { account, partition } = readCaller(principal);
    // partitions share no accounts
    return byExample(callers.partition.includes("*") ? `${account} ${partition}` : account)(held, principal);
  };
}

function joinAll(
  all: readonly Bounded<HeldResource>[],
): (held: Bounded<PolicySet>, principal: string) => Bounded<PolicySet> {
  const holesOf = new Map(
    all.flatMap(({ upper, lower, unknown }) => [upper, lower].map((held) => [held, unknown] as const)),
  );
  const isKnown = all.every(({ unknown }) => unknown.length === 0);
  const widest = relevantResources(all.map(({ upper }) => upper));
  const narrowest = isKnown ? widest : relevantResources(all.map(({ lower }) => lower));
  return ({ upper, lower, unknown }, principal) => {
    const most = widest(upper, principal);
    const least = upper === lower && isKnown ? most : narrowest(lower, principal);
    if (most.length + least.length === 0) return { upper, lower, unknown };
    const joined = { upper: withResources(upper, most), lower: withResources(lower, least) };
    if (isKnown) return { ...joined, unknown };
    const holes = [...most, ...least].flatMap((held) => holesOf.get(held) ?? []);
    return { ...joined, unknown: distinct([...unknown, ...holes]) };
  };
}

/** A resource with its policies, from both sides. */
export function heldResource({
  policies,
  address,
  arns,
  actions,
  account,
}: PlanResource): Bounded<HeldResource> {
  const { upper, lower, unknown } = allBounds(policies);
  const held: HeldResource = { address, arns, actions, account, policies: upper };
  return { upper: held, lower: unknown.length === 0 ? held : { ...held, policies: lower }, unknown };
}

const withResources = (set: PolicySet, resources: readonly HeldResource[]): PolicySet =>
  resources.length === 0 ? set : { ...set, resources };

const distinct = (holes: readonly Hole[]): readonly Hole[] => [
  ...new Map(holes.map((hole) => [`${hole.address}\n${hole.reason}`, hole])).values(),
];
