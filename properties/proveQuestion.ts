import { findRequest } from "../policies/prove/findRequest.js";
import type { Prover } from "../policies/prove/prover.js";
import type { Outcome, SearchOptions } from "./property.js";
import { type Question, refutedBy } from "./question.js";

/**
 * Proves that no request breaks the law, or finds the simplest that does; undecided where the prover is.
 *
 * @throws Error when the evaluator does not agree with the prover, which is a bug
 */
export const proveQuestion = (question: Question, { reference }: SearchOptions, prover: Prover): Outcome => {
  const answer = findRequest(question.violations, prover.by(question.principal));
  if (answer.kind === "empty") return { verdict: "holds", by: "proof", runs: 0 };
  if (answer.kind === "undecided") {
    const { reason, exhausted } = answer;
    if (!exhausted) return { verdict: "undecided", by: "proof", runs: 0, reason };
    const named = `${reason}, at whether any ${question.scopeName} breaks it`;
    return { verdict: "undecided", by: "proof", runs: 0, reason: named, exhausted: true };
  }
  const outcome = refutedBy(question, answer.witness);
  const isKnown = reference.covers(answer.witness.action.split(":", 1)[0]!);
  if (!isKnown) return { ...outcome, by: "proof" };
  const aside =
    answer.universe === "any" ? "; AWS sends no such request, as far as its service reference tells" : "";
  return { ...outcome, by: "proof", universe: answer.universe, reason: outcome.reason + aside };
};
