import { describeRelation } from "../report/describeRelation.js";
import type { DifferingActions } from "../run/compare/differingActions.js";
import type { LatticePair } from "../run/compare/lattice.js";
import type { ComparedTargets } from "./compareTargets.js";

/** A comparison of two sides as one of the pairs of a lattice. */
export function latticePair(
  names: Pick<LatticePair, "left" | "right">,
  { relation, leftOnly, rightOnly, actions, reasons }: ComparedTargets,
): LatticePair {
  const reason = describeRelation(reasons);
  return {
    ...names,
    relation,
    leftOnly,
    rightOnly,
    ...(actions && {
      counts: { leftOnly: countIn(actions, "superset"), rightOnly: countIn(actions, "subset") },
    }),
    ...(reason !== undefined && { reason }),
  };
}

/** An action of which each side allows what the other does not counts on both. */
const countIn = (actions: readonly DifferingActions[], relation: "subset" | "superset"): number =>
  actions
    .filter((one) => one.relation === relation || one.relation === "incomparable")
    .reduce((sum, { count }) => sum + count, 0);
