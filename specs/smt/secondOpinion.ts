import { type Containment, prove } from "../../policies/prove/prove.js";
import { encodeQuestion } from "./encodeQuestion.js";
import { reasonToLeaveOut } from "./leftOut.js";
import type { Question } from "./question.js";
import { type Limits, type Opinion, type Solver, solve } from "./solver.js";

/** What came of one question: agreement, a contradiction, or why there is neither. */
export type Outcome =
  | "both say yes"
  | "both say no"
  | "CONTRADICTION"
  | "the prover is undecided"
  | "the solver has no opinion"
  | `left out: ${string}`;

export interface SecondOpinion {
  readonly solver: Solver;
  readonly limits: Limits;
  /** @defaultValue the verdict of `prove` */
  readonly claim?: (question: Question) => Containment["verdict"];
}

const byProver = ({ left, right }: Question) => prove(left, right).verdict;

/** Asks the solver and the prover the same question. */
export async function secondOpinion(
  question: Question,
  { solver, limits, claim = byProver }: SecondOpinion,
): Promise<Outcome> {
  const reason = reasonToLeaveOut(question.left, question.right);
  if (reason !== undefined) return `left out: ${reason}`;
  const verdict = claim(question);
  if (verdict === "undecided") return "the prover is undecided";
  const { answer } = await solve(solver, encodeQuestion(question.left, question.right), limits);
  return outcomes[verdict][answer];
}

const outcomes: Readonly<Record<"proved" | "refuted", Readonly<Record<Opinion["answer"], Outcome>>>> = {
  proved: { unsat: "both say yes", sat: "CONTRADICTION", none: "the solver has no opinion" },
  refuted: { sat: "both say no", unsat: "CONTRADICTION", none: "the solver has no opinion" },
};

/** How often each outcome came about, in one line. */
export const tally = (outcomes: readonly Outcome[]): string =>
  [...new Set(outcomes)]
    .toSorted()
    .map((one) => `${outcomes.filter((outcome) => outcome === one).length} ${one}`)
    .join(", ");
