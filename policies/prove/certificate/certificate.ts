import type { Division } from "../question/goalsOf.js";
import type { Refutation } from "../solve/solveGoal.js";

/**
 * Why no request is in a set.
 *
 * - `covering`: each statement lies within one of the other side; the pairs of atoms (by key, `+` or `-`
 *   for the answer) of which the first implies the second
 * - `refutations`: for each of `goalsOf`, lemmas about single dimensions, and clauses that follow from these
 *   and the goal
 */
export type Certificate =
  | { readonly kind: "covering"; readonly pairs: readonly (readonly [string, string])[] }
  | {
      readonly kind: "refutations";
      readonly division: Division;
      readonly refutations: readonly Refutation[];
    };
