import type { PolicySet } from "../policies/language/policySet.js";
import type { Prover } from "../policies/prove/question/prover.js";
import { newerName } from "../policies/reference/newerThanData.js";
import { findForCaller } from "./exampleCaller.js";
import type { Outcome, SearchOptions } from "./property.js";
import { type Question, refutedBy, undecidedByExample } from "./question.js";
import { undecided } from "./undecided.js";

const callerOf = ({ among, callerKeys, resourceAccount }: Question) => ({
  ...(among && { among }),
  ...(callerKeys && { callerKeys }),
  ...(resourceAccount !== undefined && { resourceAccount }),
});

/**
 * Proves that no request breaks the law, or finds the simplest that does; undecided where the prover is.
 *
 * @throws Error when the evaluator does not agree with the prover, which is a bug
 */
export function proveQuestion(question: Question, { reference }: SearchOptions, prover: Prover): Outcome {
  const { principal, violations, example } = question;
  const answer = findForCaller(violations, prover.by(principal, callerOf(question)), example);
  if (answer.kind === "empty") {
    return { verdict: "holds", by: "proof", runs: 0, ...(answer.contradicted && { contradicted: true }) };
  }
  if (answer.kind === "undecided") {
    const { reason, exhausted } = answer;
    if (!exhausted) return undecided("proof", reason);
    return { ...undecided("budget", reason), scopeName: question.scopeName };
  }
  const prepare = (policies: PolicySet) => prover.compiled(policies);
  if (answer.kind === "uncertain") {
    return undecidedByExample(example!, { ...refutedBy(question, answer.witness, prepare), by: "proof" });
  }
  const { witness, universe, newer } = answer;
  const outcome = { ...refutedBy(question, witness, prepare), by: "proof" } as const;
  if (!reference.covers(witness.action.split(":", 1)[0]!)) return outcome;
  return { ...outcome, universe, ...(newer !== undefined && { newer: newerName(newer, reference) }) };
}
