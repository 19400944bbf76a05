import { exampleRole } from "../../../policies/reference/exampleRole.js";
import type { Target } from "../../../properties/target.js";
import type { ExtractedPolicy } from "../policies/extractedPolicy.js";
import { type FoundPolicy, policySource } from "../policies/findPolicies.js";
import type { Snapshot } from "../policies/snapshot.js";
import { addressBefore } from "../resources/readResources.js";
import { readingsBefore, readingsOf } from "./heldPolicies.js";
import { loneHolding } from "./loneHolding.js";
import { unchangedHoles } from "./unchangedHoles.js";

/** The policies of one time. */
export interface LoneMoment {
  readonly snapshot: Snapshot;
  /** the sources of those that a principal of the plan holds */
  readonly held: ReadonlyMap<string, unknown>;
}

export interface LoneOptions {
  /** the name that the addresses of targets begin with */
  readonly source: string;
  /** undefined when the input has no before */
  readonly past: LoneMoment | undefined;
  /** of the principals of the source, among which the example role is */
  readonly surroundings?: Target["surroundings"];
}

/**
 * A target for each identity policy that no role, user or group in the plan holds, and those of the past alone
 * apart. Such a policy will be attached elsewhere, so it is checked as if it were the only policy of an example role.
 */
export function unattachedTargets(
  now: LoneMoment,
  { source, past, surroundings }: LoneOptions,
): { readonly targets: readonly Target[]; readonly gone: readonly Target[] } {
  const principal = exampleRole(now.snapshot.arns.account ?? now.snapshot.arns.standIn);
  const earlier = bySource(past);
  const isLasting = past && unchangedHoles(now.snapshot.index, past.snapshot.index);
  const targets = lonePolicies(now).map((policy): Target => {
    const before = earlier.get(sourceOf({ ...policy, address: addressBefore(policy.address) }));
    return {
      address: { source, resource: sourceOf(policy) },
      principal,
      ...readingsOf(loneHolding(policy)),
      ...(before !== undefined && { before: readingsBefore(loneHolding(before), isLasting) }),
      ...(surroundings && { surroundings }),
    };
  });
  const later = bySource(now);
  const gone = (past === undefined ? [] : lonePolicies(past))
    .filter((policy) => !later.has(sourceOf(policy)))
    .map(
      (policy): Target => ({
        address: { source, resource: sourceOf(policy) },
        principal,
        policies: { identity: [] },
        holes: [],
        before: readingsBefore(loneHolding(policy)),
      }),
    );
  return { targets, gone };
}

const bySource = (moment: LoneMoment | undefined): ReadonlyMap<string, ExtractedPolicy> =>
  new Map((moment?.snapshot.found ?? []).map(({ policy }) => [sourceOf(policy), policy]));

/** The identity policies that no principal of the plan holds. */
export const lonePolicies = ({ snapshot, held }: LoneMoment): readonly ExtractedPolicy[] =>
  snapshot.found
    .filter((found) => isPermissions(found) && !held.has(sourceOf(found.policy)))
    .map(({ policy }) => policy);

/** The address of a policy's target within its source. */
export const sourceOf = ({ address, attribute }: Pick<ExtractedPolicy, "address" | "attribute">): string =>
  policySource(address, attribute);

/** A policy that a role shows and does not hold is a copy of a policy that is removed. */
const isPermissions = ({ resource, policy }: FoundPolicy): boolean =>
  policy.kind === "identity" && !policy.providerDefault && resource.type !== "aws_iam_role";
