import type { PolicySet } from "../../../policies/language/policySet.js";
import { boundsOf, holesOf, type Readings } from "../../../properties/target.js";

/**
 * Whether boundary, SCPs and RCPs are the same before and after a change though they are not all known. Then
 * what they take away they take away from both, and access that was there without them is not new.
 */
export function sameLimits(before: Readings, after: Readings): boolean {
  const [first, second] = [boundsOf(before), boundsOf(after)];
  if (!first.unknown.every(({ lasting }) => lasting)) return false;
  return (
    isSame(limits(first.upper), limits(second.upper)) && isSame(limits(first.lower), limits(second.lower))
  );
}

/** Whether nothing changes: all that is known is the same, and all that is unknown keeps its value. */
export const isUnchanged = (before: Readings, after: Readings): boolean =>
  isSame(before.policies, after.policies) &&
  isSame(boundsOf(before).lower, boundsOf(after).lower) &&
  holesOf(before).every(({ lasting }) => lasting) &&
  isSame(names(before), names(after));

const limits = ({ boundary, session, scps, rcps }: PolicySet) => [boundary, session, scps, rcps];

const names = (readings: Readings): readonly string[] =>
  holesOf(readings)
    .map(({ address, reason }) => `${address}\n${reason}`)
    .toSorted();

/** Policies are plain data, made in one way. */
const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
