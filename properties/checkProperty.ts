import type { Outcome, Property, SearchOptions } from "./property.js";
import { proveThenSearch } from "./proveThenSearch.js";
import type { Target } from "./target.js";

/**
 * Proves or refutes a property of a target over all requests; where the proof is undecided, it tries some. Where
 * the prover's budget was used up, the property stays undecided unless one of them breaks it.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { emptyServiceReference } from "planproof/policies";
 * import { allowing, checkProperty, confinement } from "planproof/properties";
 *
 * const target = {
 *   address: { source: "job" },
 *   principal: "arn:aws:iam::111122223333:role/job",
 *   policies: allowing(["s3:GetObject"], ["arn:aws:s3:::jobs/*"]),
 *   holes: [],
 * };
 * const property = confinement({ actions: ["s3:GetObject"], resources: ["arn:aws:s3:::jobs/*"] });
 * const options = { seed: 1, runs: 100, reference: emptyServiceReference };
 * assert.equal(checkProperty(property, target, options).verdict, "holds");
 * ```
 */
export function checkProperty(property: Property, target: Target, options: SearchOptions): Outcome {
  const proof = property.prove?.(target, options);
  if (proof === undefined) return property.search(target, options);
  if (proof.verdict === "undecided" && target.holes.length > 0) {
    const { open: _, ...undecided } = proof;
    return undecided;
  }
  return proveThenSearch(proof, (open) =>
    property.search(target, open === undefined ? options : { ...options, open }),
  );
}
