import type { Diagnostic } from "../../policies/text/diagnostic.js";
import type { Shard } from "../run/shards/shard.js";

/** What a file says of its shard. */
export interface ShardFile {
  readonly file: string;
  readonly shard: Shard & { readonly digest: string };
}

/**
 * Why files cannot be the shards of one run: they are of different runs, or one is missing. The same shard twice is
 * not a fault.
 *
 * @param command what makes a shard, for the hint
 */
export function shardFaults(files: readonly ShardFile[], command: string): readonly Diagnostic[] {
  const [first, ...others] = files;
  if (first === undefined) return [];
  const { total, digest } = first.shard;
  const strange = others.filter(({ shard }) => shard.total !== total || shard.digest !== digest);
  if (strange.length > 0) return strange.map(({ file, shard }) => otherRun(file, shard, first));
  const there = new Set(files.map(({ shard }) => shard.index));
  const gone = Array.from({ length: total }, (_, at) => at + 1).filter((index) => !there.has(index));
  return gone.map((index) => missing({ index, total }, command));
}

const otherRun = (source: string, { total }: Shard, first: ShardFile): Diagnostic => ({
  code: "other-run",
  severity: "error",
  message:
    total === first.shard.total
      ? `it is a shard of another run than \`${first.file}\`: sources, seed, options or versions differ`
      : `it is one of ${total} shards, and \`${first.file}\` is one of ${first.shard.total}`,
  hint: "merge the shards of one run: the same command with each --shard I/N",
  source,
});

const missing = ({ index, total }: Shard, command: string): Diagnostic => ({
  code: "missing-shard",
  severity: "error",
  message: `shard ${index} of ${total} is missing`,
  hint: `name its file too, or make it with \`${command} --shard ${index}/${total}\``,
});
