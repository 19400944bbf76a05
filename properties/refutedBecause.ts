import type { Outcome } from "./property.js";

/** The outcome of a law that needs no request: refuted by what is wrong, a lower-case sentence each; else it holds. */
export function refutedBecause(reasons: readonly string[]): Outcome {
  const [reason, ...others] = reasons;
  if (reason === undefined) return { verdict: "holds", by: "count", runs: 0 };
  const refuted = { verdict: "refuted", by: "count", runs: 0, reason } as const;
  return others.length === 0 ? refuted : { ...refuted, reasons };
}
