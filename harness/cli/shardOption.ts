import { engineShard } from "../run/shards/engineShard.js";
import { parseShard, type Shard } from "../run/shards/shard.js";
import type { Arguments } from "./arguments.js";
import type { Io } from "./io.js";
import type { OptionTable } from "./option.js";
import { type Attempt, attempt, attemptOf } from "./problem.js";

/** `--shard`, for the commands whose questions several processes can share. */
export const shardOption: OptionTable = {
  shard: {
    value: "I/N|auto",
    help: "ask one of N disjoint parts; auto: the one that the CI or job engine names",
  },
};

/** The value of `--shard`: an object with it, or an empty one where it is not given. */
export function readShard(args: Arguments, { env }: Io): Attempt<{ readonly shard?: Shard }> {
  const written = args.text("shard");
  if (written === undefined) return attempt({});
  const read = attemptOf(written === "auto" ? engineShard(env) : parseShard(written));
  return read.ok ? attempt({ shard: read.value }) : read;
}
