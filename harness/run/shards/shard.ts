import { createHash } from "node:crypto";
import { failure, type Result, success } from "../../../policies/text/diagnostic.js";

/** One of several processes that share the questions of a run. */
export interface Shard {
  /** which one, from 1 */
  readonly index: number;
  /** how many there are */
  readonly total: number;
}

/**
 * Whether a question, by what names it, belongs to a shard. It depends on these names alone, so that the shards of
 * one run are disjoint and complete, and a question stays where it is when others are added.
 */
export function isInShard(shard: Shard | undefined, ...names: readonly string[]): boolean {
  if (shard === undefined || shard.total === 1) return true;
  const hash = createHash("sha256").update(JSON.stringify(names)).digest().readUIntBE(0, 6);
  return hash % shard.total === shard.index - 1;
}

/** Reads `I/N`: shard I of N, from 1. */
export function parseShard(written: string): Result<Shard> {
  const [, index, total] = /^(\d{1,6})\/(\d{1,6})$/.exec(written) ?? [];
  const shard = { index: Number(index), total: Number(total) };
  return isShard(shard) ? success(shard) : failure(noShard(written));
}

/**
 * Refuses a shard that cannot be.
 *
 * @throws TypeError where it is not `{ index, total }` with index from 1 to total
 */
export function refuseShard(verb: string, shard: Shard | undefined): void {
  if (shard !== undefined && !isShard(shard))
    throw new TypeError(`${verb}: \`shard\` cannot be \`${JSON.stringify(shard)}\`; ${expected}`);
}

/** Whether there can be this shard: index from 1 to total. */
export const isShard = ({ index, total }: Shard): boolean =>
  Number.isSafeInteger(index) && Number.isSafeInteger(total) && index >= 1 && index <= total;

const expected = "expected { index, total }, with index from 1 to total";

const noShard = (written: string) =>
  ({
    code: "usage",
    severity: "error",
    message: `\`--shard\` cannot be \`${written}\``,
    hint: "write --shard I/N with I from 1 to N, such as --shard 1/3, or --shard auto",
  }) as const;
