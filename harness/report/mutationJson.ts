import type { Mutation, MutationOutcome } from "../run/mutate/mutationOutcome.js";

/** The answer of `mutate` as CLI.md has it. */
export const mutationJson = ({ mutants, counts, score }: Mutation) => ({
  mutants: mutants.length,
  killed: counts.killed,
  timeouts: mutants.filter(({ timeout }) => timeout).length,
  equivalent: counts.equivalent,
  untyped: counts.untyped,
  undecided: counts.undecided,
  survived: mutants.filter(({ status }) => status === "survived").map(survivorJson),
  score,
});

const survivorJson = ({ operator, source, pointer, targets, witness }: MutationOutcome) => ({
  operator,
  source,
  pointer,
  target: witness?.target ?? targets[0],
  witness: witness?.request,
  expected: witness?.expected,
  mutated: witness?.mutated,
});
