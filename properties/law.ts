import type { Prover } from "../policies/prove/question/prover.js";
import { combineOutcomes } from "./combineOutcomes.js";
import { lawProver } from "./lawProver.js";
import { isLimited, limitQuestion } from "./limitQuestion.js";
import type { Outcome, Property, SearchOptions } from "./property.js";
import { proveQuestion } from "./proveQuestion.js";
import type { Question } from "./question.js";
import { searchQuestion } from "./searchQuestion.js";
import type { Target } from "./target.js";
import { witnessEach } from "./witnessEach.js";

/** A property by the questions that must all be answered well. */
export interface Law extends Omit<Property, "prove" | "search"> {
  /** made one by one as they are asked; none where nothing of the target could break the law: it holds then */
  readonly questions: (target: Target, options: SearchOptions) => Iterable<Question>;
  /** `every`: it is broken only where each question is; @defaultValue "some" */
  readonly broken?: "some" | "every";
}

/**
 * The property of a law: it is refuted by the first question that is, else undecided by the first that is. Where more
 * access never mends it, every statement that breaks it alone has a witness.
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
export const law = ({ questions, broken = "some", ...meta }: Law): Property => {
  const asked = (target: Target, options: SearchOptions): Asked => {
    const own = bound(questions(target, options), target);
    if (!isLimited(options)) return { questions: own, broken };
    const all = [...own];
    const earlier = options.before === undefined ? [] : [...questions(options.before, options)];
    return { questions: all.map((one) => limitQuestion(one, options, earlier)), broken, all };
  };
  return {
    excepts: "requests",
    ...meta,
    prove: (target, options) => {
      const prover = lawProver(target, options);
      const prove = (one: Target): Outcome => proveAll(one, asked(one, options), { options, prover });
      if (meta.monotone !== true) return prove(target);
      return witnessEach(target, prove(target), { prove, cache: prover.encoding.cache });
    },
    search: (target, options) => searchAll(target, asked(target, options), options),
  };
};

interface Asked {
  readonly questions: Iterable<Question>;
  readonly broken: "some" | "every";
  /** the same about all requests, where `questions` are about some alone */
  readonly all?: readonly Question[];
}

/**
 * Of a law that is broken where each question is: the same, about all requests. Requests that do not count never mend it:
 * it holds where none of its questions is broken by others.
 */
const whole = ({ broken, all }: Asked): Asked | undefined =>
  broken === "every" && all !== undefined ? { questions: all, broken } : undefined;

/** The questions about requests that say of their caller what is known of the target. */
function* bound(questions: Iterable<Question>, { callers, example }: Target): Generator<Question> {
  for (const question of questions)
    yield callers === undefined
      ? question
      : { callerKeys: callers, ...(example && { example }), ...question };
}

const nothingToAsk: Outcome = { verdict: "holds", by: "proof", runs: 0 };

/** Asks no further after a question that decides. */
function proveAll(target: Target, asked: Asked, by: Proving): Outcome {
  const all = whole(asked);
  if (all === undefined) return proveQuestions(target, asked, by);
  const outcome = proveQuestions(target, all, by);
  if (outcome.verdict !== "refuted") return outcome;
  return proveQuestions(target, { questions: asked.questions, broken: "some" }, by);
}

interface Proving {
  readonly options: SearchOptions;
  readonly prover: Prover;
}

function proveQuestions(target: Target, { questions, broken }: Asked, { options, prover }: Proving): Outcome {
  const outcomes: Outcome[] = [];
  for (const question of questions) {
    const outcome = proveQuestion(question, options, prover);
    outcomes.push(outcome);
    if (outcome.verdict === deciding[broken]) break;
  }
  if (outcomes.length === 0 && target.holes.length === 0) return nothingToAsk;
  const outcome = combine(target, outcomes, broken);
  if (outcome.verdict !== "undecided") return outcome;
  return { ...outcome, open: outcomes.flatMap(({ verdict }, at) => (verdict === "undecided" ? [at] : [])) };
}

/** The answer to one question that decides all. */
const deciding = { some: "refuted", every: "holds" } as const;

function combine(target: Target, outcomes: readonly Outcome[], broken: Asked["broken"]): Outcome {
  if (broken === "some") return combineOutcomes(target, outcomes);
  const first =
    outcomes.find(({ verdict }) => verdict === "holds") ??
    outcomes.find(({ verdict }) => verdict === "undecided") ??
    outcomes[0];
  return combineOutcomes(target, first === undefined ? [] : [first]);
}

/** The most requests to try for all questions together, unless more are asked for. */
const mostRuns = 1_000;

function searchAll(target: Target, asked: Asked, options: SearchOptions): Outcome {
  const all = whole(asked);
  if (all === undefined) return searchQuestions(target, asked, options);
  const { open: _, ...others } = options;
  const outcome = searchQuestions(target, all, others);
  if (outcome.verdict !== "refuted") return outcome;
  return searchQuestions(target, { questions: asked.questions, broken: "some" }, others);
}

function searchQuestions(target: Target, asked: Asked, options: SearchOptions): Outcome {
  const questions = [...asked.questions];
  if (questions.length === 0 && target.holes.length === 0) return nothingToAsk;
  const { open, runs: wanted } = options;
  const unproved = open === undefined ? questions : questions.filter((_, at) => open.includes(at));
  const runs = Math.min(wanted, Math.ceil(Math.max(mostRuns, wanted) / unproved.length));
  return combine(
    target,
    unproved.map((question) => searchQuestion(question, { ...options, runs })),
    asked.broken,
  );
}
