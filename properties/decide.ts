import type { Outcome, Property, SearchOptions } from "./property.js";
import type { Target } from "./target.js";

/** Proves or refutes a property of a target over all requests; where that stays undecided, it tries some. */
export const decide = (property: Property, target: Target, options: SearchOptions): Outcome => {
  const proof = property.prove?.(target, options);
  if (proof !== undefined && (proof.verdict !== "undecided" || target.holes.length > 0)) return proof;
  return property.search(target, options);
};
