import { type Diagnostic, failure, failures, type Result, success } from "../../policies/text/diagnostic.js";
import { type MutationAnswer, mutationAnswer, type SurvivorJson } from "../report/mutationJson.js";
import { isListShard, type ListShard } from "../run/shards/answerShard.js";
import { shardFaults } from "./shardFaults.js";

/** The JSON of `mutate` for one shard, with the name of its file. */
export interface MutationShard {
  readonly file: string;
  readonly shard: ListShard;
  readonly answer: MutationAnswer;
}

/** Whether a value is what `planproof mutate --shard I/N --format json` printed. */
export function mutationShard(file: string, json: object): MutationShard | undefined {
  const { shard, ...answer } = json as MutationAnswer & { readonly shard?: unknown };
  const counts = [answer.mutants, answer.killed, answer.timeouts, answer.equivalent, answer.untyped];
  const isAnswer =
    [...counts, answer.undecided].every((one) => Number.isSafeInteger(one)) && Array.isArray(answer.survived);
  if (!isAnswer || !isListShard(shard) || shard.at.length !== answer.survived.length) return undefined;
  return { file, shard, answer };
}

/**
 * The answer of `mutate` for a whole run, of those of its shards. The order of the files does not count, nor how often
 * one is named.
 */
export function mergeMutations(shards: readonly MutationShard[]): Result<MutationAnswer> {
  const faults = shardFaults(shards, "planproof mutate SOURCE");
  if (faults.length > 0) return failures(faults);
  const byIndex = new Map<number, MutationShard>();
  for (const one of shards) {
    const before = byIndex.get(one.shard.index);
    if (before !== undefined && JSON.stringify(before.answer) !== JSON.stringify(one.answer))
      return failure(otherAnswer(one.file, before.file));
    byIndex.set(one.shard.index, one);
  }
  const parts = [...byIndex.values()];
  const sum = (name: Exclude<keyof MutationAnswer, "survived" | "score">) =>
    parts.reduce((total, { answer }) => total + answer[name], 0);
  const questions = shards[0]?.shard.questions ?? 0;
  if (sum("mutants") !== questions) return failure(incomplete(sum("mutants"), questions));
  const survived = new Map<number, SurvivorJson>();
  for (const { shard, answer } of parts)
    for (const [index, one] of answer.survived.entries()) survived.set(shard.at[index]!, one);
  return success(
    mutationAnswer({
      mutants: sum("mutants"),
      killed: sum("killed"),
      timeouts: sum("timeouts"),
      equivalent: sum("equivalent"),
      untyped: sum("untyped"),
      undecided: sum("undecided"),
      survived: [...survived].sort(([one], [other]) => one - other).map(([, one]) => one),
    }),
  );
}

/** Two files of one shard that say different things. */
export const otherAnswer = (source: string, other: string): Diagnostic => ({
  code: "contradicting-shards",
  severity: "error",
  message: `it is the same shard as \`${other}\`, with another answer`,
  hint: "one of the two was changed: run this shard again",
  source,
});

const incomplete = (found: number, questions: number): Diagnostic => ({
  code: "incomplete-shards",
  severity: "error",
  message: `the shards have ${found} of the ${questions} mutants of the run`,
  hint: "a file was changed: run the shards again",
});
