import type { Outcome } from "./property.js";

/**
 * The outcome of a proof; where it is undecided, that of a search, which may only try the questions that the proof
 * left undecided. Where the prover's budget was used up, only a refutation by the search counts.
 */
export function proveThenSearch(
  proof: Outcome,
  search: (open: readonly number[] | undefined) => Outcome,
): Outcome {
  if (proof.verdict !== "undecided") return proof;
  const { open, ...undecided } = proof;
  // no search makes known what is unknown of the caller
  if (undecided.kind === "holes") return undecided;
  const found = search(open);
  return proof.kind === "budget" && found.verdict !== "refuted" ? { ...undecided, runs: found.runs } : found;
}
