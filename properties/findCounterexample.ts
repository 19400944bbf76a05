import fc from "fast-check";
import type { CompiledPolicySet } from "../policies/evaluate/compile.js";
import { explain } from "../policies/evaluate/explain.js";
import type { Request } from "../policies/language/request.js";
import { type Access, includes } from "../policies/prove/access.js";
import type { Found } from "../policies/prove/answer.js";
import { findRequest } from "../policies/prove/findRequest.js";
import type { Outcome, SearchOptions, Witness } from "./property.js";

/** What is asked of all requests by one principal. */
export interface Question {
  readonly principal: string;
  /** the requests that the law speaks of */
  readonly scope: Access;
  /** those of them that break it */
  readonly violations: Access;
  /** what a request of the scope is, to follow "no": `allowed request for iam:PassRole` */
  readonly scopeName: string;
  /** requests to try where the proof stays undecided */
  readonly requests: fc.Arbitrary<Request>;
  /** whose decision a counterexample shows */
  readonly decides: CompiledPolicySet;
  /** what a counterexample shows, as a sentence */
  readonly reason: (witness: Witness) => string;
}

/**
 * Proves that no request breaks the law, or finds the simplest that does. Where the proof stays undecided it
 * tries requests until one breaks the law, and shrinks that one. It is undecided, not held, when the search
 * was cut short or when none of the requests was one the law speaks of.
 *
 * @throws Error when the request found does not break the law when it is tried again, which is a bug
 */
export const findCounterexample = (question: Question, options: SearchOptions): Outcome => {
  const { principal, violations } = question;
  const { reference, universe = "any" } = options;
  const answer = findRequest(violations, { principal, reference, universe });
  if (answer.kind === "empty") return { verdict: "holds", by: "proof", runs: 0 };
  return answer.kind === "found" ? shown(question, answer, options) : search(question, options);
};

const shown = (question: Question, { witness, universe }: Found, { reference }: SearchOptions): Outcome => {
  const outcome = refuted(question, witness);
  if (!reference.covers(witness.action.split(":", 1)[0]!)) return { ...outcome, by: "proof" };
  const aside =
    universe === "any" ? "; AWS sends no such request, as far as its service reference tells" : "";
  return { ...outcome, by: "proof", universe, reason: outcome.reason + aside };
};

const search = (question: Question, options: SearchOptions): Outcome => {
  let relevant = 0;
  const law = fc.property(question.requests, (request) => {
    if (!includes(question.scope, request)) return true;
    relevant += 1;
    return !includes(question.violations, request);
  });
  const details = fc.check(law, { seed: options.seed, numRuns: options.runs });
  const runs = details.numRuns;
  const request = details.counterexample?.[0];
  if (request !== undefined) {
    const { seed, counterexamplePath: path } = details;
    return { ...refuted(question, request), runs, seed, ...(path !== null && { path }) };
  }
  if (details.failed || details.interrupted) return undecided(runs, "the search was cut short");
  if (relevant > 0) return { verdict: "holds", by: "search", runs };
  return undecided(runs, `no ${question.scopeName} was found among ${runs} requests`);
};

const refuted = (question: Question, request: Request): Extract<Outcome, { verdict: "refuted" }> => {
  if (!includes(question.violations, request)) {
    throw new Error(`a counterexample does not break the law when tried again: ${JSON.stringify(request)}`);
  }
  const { decision, statements } = explain(question.decides, request);
  const witness: Witness = { request, decision, statements };
  return { verdict: "refuted", by: "search", runs: 0, witness, reason: question.reason(witness) };
};

const undecided = (runs: number, reason: string): Outcome => ({
  verdict: "undecided",
  by: "search",
  runs,
  reason,
});
