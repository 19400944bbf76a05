import type { PolicySet } from "../../../policies/language/policySet.js";
import type { Hole, Readings } from "../../../properties/target.js";

/**
 * Whether boundary, SCPs and RCPs are the same before and after a change though they are not all known. Then
 * what they take away they take away from both, and access that was there without them is not new.
 */
export function sameLimits(before: Readings, after: Readings): boolean {
  if (!(before.open ?? []).every(({ lasting }) => lasting)) return false;
  return (
    isSame(limits(before.policies), limits(after.policies)) &&
    isSame(limits(least(before)), limits(least(after)))
  );
}

/** Whether nothing changes: all that is known is the same, and all that is unknown keeps its value. */
export const isUnchanged = (before: Readings, after: Readings): boolean =>
  isSame(before.policies, after.policies) &&
  isSame(least(before), least(after)) &&
  [...before.holes, ...(before.open ?? [])].every(({ lasting }) => lasting) &&
  isSame(names(before), names(after));

const least = ({ policies, narrowest = policies }: Readings): PolicySet => narrowest;

const limits = ({ boundary, session, scps, rcps }: PolicySet) => [boundary, session, scps, rcps];

const names = ({ holes, open = [] }: Readings): readonly string[] =>
  [...holes, ...open].map(({ address, reason }: Hole) => `${address}\n${reason}`).toSorted();

/** Policies are plain data, made in one way. */
const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
