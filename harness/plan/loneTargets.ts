import type { Target } from "../../properties/target.js";
import { beforeOf } from "./beforeOf.js";
import type { ExtractedPolicy } from "./extraction.js";
import { type FoundPolicy, policySource } from "./findPolicies.js";
import { loneReadings } from "./loneReadings.js";
import type { Snapshot } from "./snapshot.js";

/** Where lone policies are looked for. */
export interface LoneOptions {
  readonly now: Snapshot;
  /** undefined when the input has no before */
  readonly past: Snapshot | undefined;
  /** the sources of the policies that someone in the plan holds */
  readonly held: ReadonlyMap<string, unknown>;
  /** the name that the addresses of targets begin with */
  readonly source: string;
  /** who makes the requests, since nobody in the plan holds the policies */
  readonly principal: string;
}

/**
 * A target for each identity policy that no role, user or group in the plan holds, as if it were the only one
 * of an exemplary role. It is meant for someone, and what is not looked at at all would be green.
 */
export const loneTargets = ({ now, past, held, source, principal }: LoneOptions): readonly Target[] => {
  const known = new Map((past?.found ?? []).map(({ policy }) => [sourceOf(policy), policy]));
  return now.found
    .filter((found) => isPermissions(found) && !held.has(sourceOf(found.policy)))
    .map(({ policy }) => {
      const before = known.get(sourceOf(policy));
      return {
        address: `${source}#${sourceOf(policy)}`,
        principal,
        ...loneReadings(policy),
        ...(before !== undefined && beforeOf(loneReadings(before))),
      };
    });
};

const sourceOf = ({ address, attribute }: ExtractedPolicy): string => policySource(address, attribute);

/** What stands in a role and is not held by it is the mirror of a policy that goes. */
const isPermissions = ({ resource, policy }: FoundPolicy): boolean =>
  policy.kind === "identity" && !policy.providerDefault && resource.type !== "aws_iam_role";
