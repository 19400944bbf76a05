import type { Found } from "../policies/prove/answer.js";
import { findRequest } from "../policies/prove/findRequest.js";
import type { Prover } from "../policies/prove/question/prover.js";
import { isNewer } from "../policies/reference/newerThanData.js";
import type { ServiceReference } from "../policies/reference/serviceReference.js";
import type { Outcome, SearchOptions } from "./property.js";
import { type Question, refutedBy } from "./question.js";

/** What is to be known of a law that holds, though not of every request. */
const brokenOnlyBy = "only requests that AWS never sends break it";

/**
 * Proves that no request breaks the law, or finds the simplest that does; undecided where the prover is.
 *
 * @throws Error when the evaluator does not agree with the prover, which is a bug
 */
export function proveQuestion(question: Question, { reference }: SearchOptions, prover: Prover): Outcome {
  const answer = findRequest(question.violations, prover.by(question.principal));
  if (answer.kind === "empty") {
    const aside = answer.contradicted === undefined ? {} : { reason: brokenOnlyBy };
    return { verdict: "holds", by: "proof", runs: 0, ...aside };
  }
  if (answer.kind === "undecided") {
    const { reason, exhausted } = answer;
    if (!exhausted) return { verdict: "undecided", by: "proof", runs: 0, reason };
    const named = `${reason}, at whether any ${question.scopeName} breaks it`;
    return { verdict: "undecided", by: "proof", runs: 0, reason: named, exhausted: true };
  }
  const outcome = refutedBy(question, answer.witness);
  const isKnown = reference.covers(answer.witness.action.split(":", 1)[0]!);
  if (!isKnown) return { ...outcome, by: "proof" };
  return {
    ...outcome,
    by: "proof",
    universe: answer.universe,
    reason: [outcome.reason, ...asides(answer, reference)].join("; "),
  };
}

function asides({ universe, newer }: Found, reference: ServiceReference): readonly string[] {
  if (newer !== undefined) return [isNewer(newer, reference)];
  return universe === "any" ? ["AWS sends no such request, as far as its service reference tells"] : [];
}
