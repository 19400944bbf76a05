import type { Source } from "../run/openSource.js";
import type { AnswerShard } from "../run/shards/answerShard.js";
import type { Shard } from "../run/shards/shard.js";
import { answerDigest } from "./answerDigest.js";
import type { Arguments } from "./arguments.js";
import type { Io } from "./io.js";

/** What the answer of a shard of a replay says of itself; nothing without a shard. */
export async function replayPart(
  sources: readonly Source[],
  { shard, args, io }: { readonly shard?: Shard; readonly args: Arguments; readonly io: Io },
): Promise<{ readonly shard?: AnswerShard & { readonly files: readonly string[] } }> {
  if (shard === undefined) return {};
  const files = [...new Set(args.operands)];
  const digest = await answerDigest(sources, { asked: [], files, cwd: io.cwd });
  return { shard: { ...shard, digest, files } };
}
