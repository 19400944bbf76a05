import { failure, failures, type Result, success } from "../../policies/text/diagnostic.js";
import type { ReplayAnswer } from "../report/replayAnswer.js";
import { type AnswerShard, isAnswerShard } from "../run/shards/answerShard.js";
import { otherAnswer } from "./mergeMutations.js";
import { shardFaults } from "./shardFaults.js";

/** The JSON of `corpus replay` for one shard, with the name of its file. */
export interface ReplayShard {
  readonly file: string;
  readonly shard: AnswerShard & { readonly files: readonly string[] };
  readonly answer: ReplayAnswer;
}

const lists = {
  target: ["drifted", "changes", "undecided", "missingTargets", "newTargets"],
  engine: ["drifted", "refused"],
} as const;

type Listed = Readonly<Record<string, unknown>>;

const listsOf = (answer: Listed) => lists["refused" in answer ? "engine" : "target"];

/** What `planproof corpus replay --shard I/N --format json` printed; undefined for anything else, and for one with an error. */
export function replayShard(file: string, json: object): ReplayShard | undefined {
  const { shard, error, total, matched, ...listed } = json as Listed;
  const isAnswer =
    Number.isSafeInteger(total) &&
    Number.isSafeInteger(matched) &&
    listsOf(listed).every((name) => Array.isArray(listed[name]));
  if (!isAnswer || error !== undefined || !isReplayPart(shard)) return undefined;
  const answer = Object.fromEntries(listsOf(listed).map((name) => [name, listed[name]]));
  return { file, shard, answer: { total, matched, ...answer } as unknown as ReplayAnswer };
}

const isReplayPart = (shard: unknown): shard is ReplayShard["shard"] =>
  isAnswerShard(shard) && "files" in shard && Array.isArray(shard.files);

/**
 * The answer of `corpus replay` for a whole run, of those of its shards, with what it lists by file and line. The order
 * of the reports does not count, nor how often one is named.
 */
export function mergeReplays(shards: readonly ReplayShard[]): Result<ReplayAnswer> {
  const faults = shardFaults(shards, "planproof corpus replay FILE --against SOURCE");
  if (faults.length > 0) return failures(faults);
  const byIndex = new Map<number, ReplayShard>();
  for (const one of shards) {
    const before = byIndex.get(one.shard.index);
    if (before !== undefined && JSON.stringify(before.answer) !== JSON.stringify(one.answer))
      return failure(otherAnswer(one.file, before.file));
    byIndex.set(one.shard.index, one);
  }
  const parts = [...byIndex.values()].map(({ answer }) => answer);
  const sum = (name: "total" | "matched") => parts.reduce((total, one) => total + one[name], 0);
  const files = new Map((shards[0]?.shard.files ?? []).map((name, at) => [name, at]));
  const order = (one: unknown): readonly [number, number, string] => {
    const { source = "", line = Number.POSITIVE_INFINITY } = Object(one) as Placed;
    return [files.get(source) ?? files.size, line, JSON.stringify(one)];
  };
  const joined = listsOf({ ...parts[0] }).map((name) => {
    const all = parts.flatMap(
      (one): readonly unknown[] => ((one as unknown as Listed)[name] ?? []) as unknown[],
    );
    const ordered = all.map((one) => ({ one, key: order(one) }));
    return [name, ordered.sort((left, right) => compare(left.key, right.key)).map(({ one }) => one)];
  });
  return success({ total: sum("total"), matched: sum("matched"), ...Object.fromEntries(joined) });
}

interface Placed {
  readonly source?: string;
  readonly line?: number;
}

type Order = readonly [file: number, line: number, text: string];

function compare(one: Order, other: Order): number {
  const at = one.findIndex((value, index) => value !== other[index]);
  if (at < 0) return 0;
  return one[at]! < other[at]! ? -1 : 1;
}
