import type { Shard } from "./shard.js";

/** Which part of an answer a shard has, so that the parts can be put together again. */
export interface AnswerShard extends Shard {
  /** SHA-256 of all that is asked, with what and how: shards of one run have the same */
  readonly digest: string;
}

/** The same of an answer that is a list: where its entries are in that of all shards together. */
export interface ListShard extends AnswerShard {
  /** how many questions all shards together ask */
  readonly questions: number;
  /** the place of each listed entry among all, from 0 */
  readonly at: readonly number[];
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/** Whether a value, as a report has it, says which shard it is. */
export function isAnswerShard(value: unknown): value is AnswerShard {
  if (typeof value !== "object" || value === null) return false;
  const { index, total, digest } = value as Partial<AnswerShard>;
  return isCount(index) && isCount(total) && index >= 1 && index <= total && typeof digest === "string";
}

export function isListShard(value: unknown): value is ListShard {
  if (!isAnswerShard(value)) return false;
  const { questions, at } = value as Partial<ListShard>;
  return isCount(questions) && Array.isArray(at) && at.every((one) => isCount(one) && one < questions);
}
