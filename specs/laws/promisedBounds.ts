import type { Extraction } from "../../harness/plan/extraction.js";
import type { PolicySet } from "../../policies/language/policySet.js";
import { findRequest } from "../../policies/prove/findRequest.js";
import { difference } from "../../policies/prove/question/access.js";
import { boundsOf, type Readings, type Target } from "../../properties/target.js";
import { printAddress } from "../../properties/targetAddress.js";
import type { Checking, Promised } from "./checking.js";
import { sameTarget, targetsOf } from "./sameTarget.js";

type Time = "before" | "after";

/**
 * What the narrowest reading allows is allowed in the end, and what is allowed in the end the widest allows:
 * before the change and after it, over all requests.
 */
export const promisedBounds = (open: Extraction, checking: Checking): readonly Promised[] =>
  targetsOf(open).flatMap((target) =>
    (["before", "after"] as const)
      .filter((time) => readings(target, time).holes.length === 0)
      .map((time) => (closed: Extraction) => brokenBound(target, time, { ...checking, closed })),
  );

const readings = (target: Target, time: Time): Readings =>
  time === "after" ? target : (target.before ?? { policies: { identity: [] }, holes: [] });

function brokenBound(
  target: Target,
  time: Time,
  { options, tally, closed }: Checking & { readonly closed: Extraction },
): string | undefined {
  const same = sameTarget(target, closed);
  if (same === undefined || readings(same, time).holes.length > 0) return undefined;
  tally.compared += 1;
  const [said, end] = [readings(target, time), readings(same, time)];
  const callers = said.policies.resource === undefined ? [target.principal] : callersOfBucket;
  const beyond = (inner: PolicySet, outer: PolicySet) => {
    if (JSON.stringify(inner) === JSON.stringify(outer)) return undefined;
    const access = difference({ kind: "of", policies: inner }, { kind: "of", policies: outer });
    return callers
      .map((principal) => findRequest(access, { principal, reference: options.reference }))
      .find(({ kind }) => kind === "found");
  };
  const about = `${printAddress(target.address)} ${time} the change allows`;
  const more = beyond(end.policies, said.policies);
  if (more !== undefined) return `${about} more than its widest: ${JSON.stringify(more)}`;
  const less = beyond(boundsOf(said).lower, boundsOf(end).lower);
  return less && `${about} less than its narrowest: ${JSON.stringify(less)}`;
}

const callersOfBucket: readonly string[] = [
  "*",
  "arn:aws:iam::123456789012:role/a",
  "arn:aws:iam::123456789012:user/b",
  "arn:aws:iam::999999999999:user/c",
  "batch.amazonaws.com",
];
