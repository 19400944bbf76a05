import type { Outcome, Property, SearchOptions } from "./property.js";
import type { Target } from "./target.js";

/**
 * Proves or refutes a property of a target over all requests; where that stays undecided, it tries some. Where the
 * prover's budget was used up, that none of these breaks the property leaves it undecided.
 */
export function checkProperty(property: Property, target: Target, options: SearchOptions): Outcome {
  const proof = property.prove?.(target, options);
  if (proof === undefined) return property.search(target, options);
  if (proof.verdict !== "undecided") return proof;
  const { open, ...undecided } = proof;
  if (target.holes.length > 0) return undecided;
  const found = property.search(target, open === undefined ? options : { ...options, open });
  return proof.kind === "budget" && found.verdict !== "refuted" ? { ...undecided, runs: found.runs } : found;
}
