import type { Decision, Request } from "../../policies/language/request.js";
import type { Mutation, MutationOutcome } from "../run/mutate/mutationOutcome.js";

export interface SurvivorJson {
  readonly operator: string;
  readonly source: string;
  readonly pointer: string;
  readonly target: string | undefined;
  readonly witness: Request | undefined;
  readonly expected: Decision | undefined;
  readonly mutated: Decision | undefined;
}

/** The answer of `mutate` as CLI.md has it. */
export interface MutationAnswer {
  readonly mutants: number;
  readonly killed: number;
  readonly timeouts: number;
  readonly equivalent: number;
  readonly untyped: number;
  readonly undecided: number;
  readonly survived: readonly SurvivorJson[];
  /** null where there is nothing to notice */
  readonly score: number | null;
}

export const mutationJson = ({ mutants, counts }: Mutation): MutationAnswer =>
  mutationAnswer({
    mutants: mutants.length,
    killed: counts.killed,
    timeouts: mutants.filter(({ timeout }) => timeout).length,
    equivalent: counts.equivalent,
    untyped: counts.untyped,
    undecided: counts.undecided,
    survived: mutants.filter(({ status }) => status === "survived").map(survivorJson),
  });

/** Counts with the score that they make. */
export function mutationAnswer(counts: Omit<MutationAnswer, "score">): MutationAnswer {
  const noticeable = counts.killed + counts.survived.length;
  return { ...counts, score: noticeable === 0 ? null : counts.killed / noticeable };
}

const survivorJson = ({ operator, source, pointer, targets, witness }: MutationOutcome): SurvivorJson => ({
  operator,
  source,
  pointer,
  target: witness?.target ?? targets[0],
  witness: witness?.request,
  expected: witness?.expected,
  mutated: witness?.mutated,
});
