import type { Outcome } from "./property.js";
import type { Target } from "./target.js";
import { undecided } from "./undecided.js";

/**
 * The outcome of a law from the outcomes of its parts: refuted by the first that is refuted, else undecided
 * by the first that is, those before all that depend on something unknown, else it holds. A target with holes is always undecided: its known policies are not all
 * that it has.
 */
export function combineOutcomes({ holes }: Target, parts: readonly Outcome[]): Outcome {
  const runs = parts.reduce((sum, part) => sum + part.runs, 0);
  const outcome =
    parts.find(is("refuted")) ?? parts.find(isUnknown) ?? parts.find(is("undecided")) ?? parts[0];
  if (holes.length > 0) {
    const partial = { of: "known", ...(outcome && { outcome }) } as const;
    return { verdict: "undecided", by: "search", runs, kind: "holes", holes, partial };
  }
  if (outcome === undefined) return undecided("search", "there is nothing to try");
  return { ...outcome, runs };
}

const is = (verdict: Outcome["verdict"]) => (outcome: Outcome) => outcome.verdict === verdict;

const isUnknown = (outcome: Outcome): boolean => outcome.verdict === "undecided" && outcome.kind === "holes";
