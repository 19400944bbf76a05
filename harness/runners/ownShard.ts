import { type Result, success } from "../../policies/text/diagnostic.js";
import { engineShard } from "../run/shards/engineShard.js";
import type { Shard } from "../run/shards/shard.js";

/** A shard, or `auto`: the one that the CI or job engine has in the environment of this process. */
export type ShardChoice = Shard | "auto";

/** Options whose shard is known. */
export type WithOwnShard<Options> = Omit<Options, "shard"> & { readonly shard?: Shard };

const words = {
  option: '`shard: "auto"`',
  byHand: "write shard: { index: I, total: N }, such as { index: 1, total: 3 }",
};

/** The options of a call, with the shard of the engine in place of `auto`. Fails where the engine says none. */
export function ownShard<Options extends { readonly shard?: ShardChoice }>({
  shard,
  ...rest
}: Options): Result<WithOwnShard<Options>> {
  if (shard !== "auto") return success({ ...rest, ...(shard !== undefined && { shard }) });
  const read = engineShard(process.env, words);
  return read.ok ? success({ ...rest, shard: read.value }) : read;
}
