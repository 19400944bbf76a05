import type { Outcome } from "./property.js";
import type { Hole, Target } from "./target.js";

/**
 * The outcome of a law from the outcomes of its parts: refuted by the first that is refuted, else undecided
 * by the first that is, else it holds. About a target with holes nothing is decided, for the known policies
 * are not all: the outcome is undecided then, and names the first hole.
 */
export function combineOutcomes(target: Target, parts: readonly Outcome[]): Outcome {
  const runs = parts.reduce((sum, part) => sum + part.runs, 0);
  const outcome = parts.find(is("refuted")) ?? parts.find(is("undecided")) ?? parts[0];
  const [hole, ...others] = target.holes;
  if (hole !== undefined) {
    const known =
      outcome?.verdict === "refuted" ? `already what is known breaks the law: ${outcome.reason}; ` : "";
    return { verdict: "undecided", by: "search", runs, reason: `${known}${describe(hole, others.length)}` };
  }
  if (outcome === undefined)
    return { verdict: "undecided", by: "search", runs, reason: "there is nothing to try" };
  return { ...outcome, runs };
}

const is = (verdict: Outcome["verdict"]) => (outcome: Outcome) => outcome.verdict === verdict;

function describe({ address, reason, remedy }: Hole, others: number): string {
  const more = others === 0 ? "" : ` (and ${others} more like this)`;
  return `\`${address}\` is open: ${reason}${more}; ${remedy}`;
}
