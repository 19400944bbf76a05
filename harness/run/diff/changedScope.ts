import type { HeldResource, PolicySet } from "../../../policies/language/policySet.js";
import { leaveOpen } from "../../../policies/prove/question/encodeStatement.js";
import { readPattern } from "../../../policies/prove/sets/pattern.js";
import { setsDisjoint, type TextSet, textSet } from "../../../policies/prove/sets/textSet.js";
import { boundsOf, type Readings } from "../../../properties/target.js";
import { changedResources, sameOwnPolicies } from "./sameLimits.js";

/** What has to be looked at of a principal. */
export interface ChangedScope {
  readonly before: Readings;
  readonly after: Readings;
  /** the resources outside which nothing changes; absent where the principal's own policies change */
  readonly spaces?: readonly HeldResource[];
}

/**
 * Where only policies of resources change, the question is about requests on these resources alone, and all others
 * that such a request cannot be on take no part.
 */
export function changedScope(before: Readings, after: Readings): ChangedScope {
  if (!sameOwnPolicies(before, after)) return { before, after };
  const [first, second] = [boundsOf(before), boundsOf(after)];
  const spaces = [
    ...changedResources(first.upper, second.upper),
    ...changedResources(first.lower, second.lower),
  ];
  const changed = spaces.flatMap(({ arns }) => arns);
  const near = (resources: PolicySet["resources"] = []) =>
    resources.filter(({ arns }) => arns.some((arn) => changed.some((one) => mayMeet(arn, one))));
  // the own policies are the same objects at both times: what is proved of them is not proved twice
  const scoped = (readings: Readings): Readings => {
    const { upper, lower, unknown } = boundsOf(readings);
    return {
      ...readings,
      policies: { ...first.upper, resources: near(upper.resources) },
      ...(unknown.length > 0 && {
        bounds: { lower: { ...first.lower, resources: near(lower.resources) }, unknown },
      }),
    };
  };
  return { before: scoped(before), after: scoped(after), spaces };
}

/** Whether some string matches both patterns; most differ before the first wildcard. */
function mayMeet(one: string, other: string): boolean {
  for (let at = 0; at < one.length || at < other.length; at += 1) {
    const [first, second] = [one[at], other[at]];
    if (isWildcard(first) || isWildcard(second)) return !setsDisjoint(arnSet(one), arnSet(other));
    if (first !== second) return false;
  }
  return true;
}

const isWildcard = (character: string | undefined): boolean => character === "*" || character === "?";

const arnSet = (arn: string): TextSet =>
  textSet(
    [readPattern(arn, "resource", { version: "2008-10-17", resolve: leaveOpen })].filter(
      (pattern) => pattern !== undefined,
    ),
  );
