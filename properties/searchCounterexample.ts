import fc from "fast-check";
import type { CompiledPolicySet } from "../policies/evaluate/compile.js";
import { explain } from "../policies/evaluate/explain.js";
import type { Request } from "../policies/language/request.js";
import type { Access } from "../policies/prove/access.js";
import { findRequest } from "../policies/prove/findRequest.js";
import type { Outcome, SearchOptions, Witness } from "./property.js";

/** What a search asks. */
export interface Question {
  readonly requests: fc.Arbitrary<Request>;
  /** true for the requests that the law speaks of */
  readonly premise: (request: Request) => boolean;
  /** what such a request is, to follow "no": `allowed request for iam:PassRole` */
  readonly premiseName: string;
  /** true for a request that breaks the law; asked only where the premise is true */
  readonly breaks: (request: Request) => boolean;
  /** whose decision a counterexample shows */
  readonly decides: CompiledPolicySet;
  /** what a counterexample shows, as a sentence */
  readonly reason: (witness: Witness) => string;
  /** the requests by one principal that break the law, for a proof that there is none */
  readonly violations?: { readonly access: Access; readonly principal: string };
}

/**
 * Proves that no request breaks the law, where the question says which would. Otherwise it tries requests
 * until one breaks the law, and shrinks that one; where it finds none, the request that the proof came upon
 * is the counterexample. It is undecided, not held, when the search was cut short or when none of the
 * requests was one the law speaks of.
 *
 * @throws Error when the request found does not break the law when it is tried again, which is a bug
 */
export const searchCounterexample = (question: Question, options: SearchOptions): Outcome => {
  const answer = question.violations && askProver(question.violations, options);
  if (answer?.kind === "empty") return { verdict: "holds", by: "proof", runs: 0 };
  const outcome = search(question, options);
  if (outcome.verdict === "refuted" || answer?.kind !== "found") return outcome;
  const { witness } = answer;
  if (!question.premise(witness) || !question.breaks(witness)) return outcome;
  return { ...refuted(question, witness), by: "proof", runs: outcome.runs };
};

const askProver = (
  { access, principal }: NonNullable<Question["violations"]>,
  { reference }: SearchOptions,
) => findRequest(access, { principal, reference });

const search = (question: Question, options: SearchOptions): Outcome => {
  let relevant = 0;
  const law = fc.property(question.requests, (request) => {
    if (!question.premise(request)) return true;
    relevant += 1;
    return !question.breaks(request);
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
  return undecided(runs, `no ${question.premiseName} was found among ${runs} requests`);
};

const refuted = (question: Question, request: Request): Extract<Outcome, { verdict: "refuted" }> => {
  if (!question.premise(request) || !question.breaks(request)) {
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
