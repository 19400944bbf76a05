import { grantingPolicies } from "../../properties/grantingPolicies.js";
import type { Outcome } from "../../properties/property.js";
import type { Target } from "../../properties/target.js";
import { type Unless, unlessEffect } from "../../properties/unless.js";

/** Whether a law forbids access or requires it; undefined where it may do both. */
export type Direction = "forbids" | "requires" | undefined;

/** The statements that could mend a violation: denials where access is forbidden, else grants. */
const mending: Readonly<Record<"forbids" | "requires", Unless["effect"]>> = {
  forbids: "Deny",
  requires: "Allow",
};

/**
 * The outcome for a target with holes, from the outcome for what is known of it; undefined where the law says
 * nothing about that.
 *
 * A violation stays one where only further policies are unknown: it names those that could mend it. Anything else
 * is undecided, as unknown policies could allow more, or take away more, than the known ones.
 */
export function undecidedByHoles(target: Target, known: Outcome | undefined, direction: Direction): Outcome {
  const { holes, policies } = target;
  if (known?.verdict === "refuted" && direction !== undefined) {
    const unless = unlessEffect(holes, mending[direction]);
    // of a principal with no known policy nothing is known that could break a law
    const isKnown = direction === "forbids" || grantingPolicies(policies).length > 0;
    if (unless !== undefined && isKnown) return { ...known, ...(unless.length > 0 && { unless }) };
  }
  return {
    verdict: "undecided",
    by: known?.by === "proof" ? "proof" : "search",
    runs: known?.runs ?? 0,
    kind: "holes",
    holes,
    partial: { of: "known", ...(known && { outcome: known }) },
  };
}
