import type { Outcome, Property, SearchOptions } from "./property.js";
import { proveQuestion } from "./proveQuestion.js";
import type { Question } from "./question.js";
import { searchQuestion } from "./searchQuestion.js";
import { settle } from "./settle.js";
import type { Target } from "./target.js";

/** A property by the questions that must all be answered well. */
export interface Law extends Omit<Property, "prove" | "search"> {
  readonly questions: (target: Target, options: SearchOptions) => readonly Question[];
}

/** The property of a law: it is refuted by the first question that is, else undecided by the first that is. */
export const law = ({ questions, ...meta }: Law): Property => {
  const askAll =
    (ask: typeof proveQuestion) =>
    (target: Target, options: SearchOptions): Outcome =>
      settle(
        target,
        questions(target, options).map((question) => ask(question, options)),
      );
  return { ...meta, prove: askAll(proveQuestion), search: askAll(searchQuestion) };
};
