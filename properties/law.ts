import { combineOutcomes } from "./combineOutcomes.js";
import { lawProver } from "./lawProver.js";
import type { Outcome, Property, SearchOptions } from "./property.js";
import { proveQuestion } from "./proveQuestion.js";
import type { Question } from "./question.js";
import { searchQuestion } from "./searchQuestion.js";
import type { Target } from "./target.js";

/** A property by the questions that must all be answered well. */
export interface Law extends Omit<Property, "prove" | "search"> {
  readonly questions: (target: Target, options: SearchOptions) => readonly Question[];
}

/**
 * The property of a law: it is refuted by the first question that is, else undecided by the first that is.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { requestNear } from "planproof/generators";
 * import { compile, emptyServiceReference } from "planproof/policies";
 * import { allowedBy, allowing, checkProperty, forActions, inAll, law } from "planproof/properties";
 *
 * const noDeletes = law({
 *   id: "no-deletes",
 *   sentence: "nothing is deleted from S3",
 *   appliesTo: () => true,
 *   monotone: true,
 *   questions: ({ principal, policies }) => [
 *     {
 *       principal,
 *       scope: forActions(["s3:Delete*"]),
 *       scopeName: "deletion from S3",
 *       violations: inAll(forActions(["s3:Delete*"]), allowedBy(policies)),
 *       requests: () => requestNear(policies, { principal }),
 *       decides: () => compile(policies),
 *       reason: ({ request }) => `\`${request.action}\` is allowed`,
 *     },
 *   ],
 * });
 * const target = {
 *   address: { source: "job" },
 *   principal: "arn:aws:iam::111122223333:role/job",
 *   policies: allowing(["s3:*"], ["*"]),
 *   holes: [],
 * };
 * const options = { seed: 1, runs: 100, reference: emptyServiceReference };
 * assert.equal(checkProperty(noDeletes, target, options).verdict, "refuted");
 * ```
 */
export const law = ({ questions, ...meta }: Law): Property => ({
  ...meta,
  prove: (target, options) => proveAll(target, bound(questions(target, options), target), options),
  search: (target, options) => searchAll(target, bound(questions(target, options), target), options),
});

/** The questions about requests that say of their caller what is known of the target. */
const bound = (questions: readonly Question[], { callers, example }: Target): readonly Question[] =>
  callers === undefined
    ? questions
    : questions.map((question) => ({ callerKeys: callers, ...(example && { example }), ...question }));

/** Asks no further after a refuted question. */
function proveAll(target: Target, questions: readonly Question[], options: SearchOptions): Outcome {
  const prover = lawProver(target, options);
  const outcomes: Outcome[] = [];
  for (const question of questions) {
    const outcome = proveQuestion(question, options, prover);
    outcomes.push(outcome);
    if (outcome.verdict === "refuted") break;
  }
  const outcome = combineOutcomes(target, outcomes);
  if (outcome.verdict !== "undecided") return outcome;
  return { ...outcome, open: outcomes.flatMap(({ verdict }, at) => (verdict === "undecided" ? [at] : [])) };
}

/** The most requests to try for all questions together, unless more are asked for. */
const mostRuns = 1_000;

function searchAll(target: Target, questions: readonly Question[], options: SearchOptions): Outcome {
  const { open, runs: wanted } = options;
  const asked = open === undefined ? questions : questions.filter((_, at) => open.includes(at));
  const runs = Math.min(wanted, Math.ceil(Math.max(mostRuns, wanted) / asked.length));
  return combineOutcomes(
    target,
    asked.map((question) => searchQuestion(question, { ...options, runs })),
  );
}
