import type { HeldResource, PolicySet } from "../../../policies/language/policySet.js";
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
  sameOwnPolicies(before, after) &&
  changedResources(boundsOf(before).upper, boundsOf(after).upper).length === 0 &&
  changedResources(boundsOf(before).lower, boundsOf(after).lower).length === 0;

/** Whether nothing changes but policies of resources, and what is unknown keeps its value. */
export function sameOwnPolicies(before: Readings, after: Readings): boolean {
  if (before === after) return true;
  const [first, second] = [boundsOf(before), boundsOf(after)];
  return (
    isSame(ownPolicies(first.upper), ownPolicies(second.upper)) &&
    isSame(ownPolicies(first.lower), ownPolicies(second.lower)) &&
    holesOf(before).every(({ lasting }) => lasting) &&
    isSame(names(before), names(after))
  );
}

/** The resources of two policy sets, made alike, that are in one alone. */
export function changedResources(one: PolicySet, other: PolicySet): readonly HeldResource[] {
  const [first, second] = [new Set(one.resources), new Set(other.resources)];
  return [
    ...[...first].filter((held) => !second.has(held)),
    ...[...second].filter((held) => !first.has(held)),
  ];
}

const limits = ({ boundary, session, scps, rcps }: PolicySet) => [boundary, session, scps, rcps];

const ownPolicies = ({ resources: _, ...own }: PolicySet) => own;

const names = (readings: Readings): readonly string[] =>
  holesOf(readings)
    .map(({ address, reason }) => `${address}\n${reason}`)
    .toSorted();

/** Policies are plain data, made in one way. */
const isSame = (one: unknown, other: unknown): boolean =>
  one === other || JSON.stringify(one) === JSON.stringify(other);
