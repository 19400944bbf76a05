import type { Result } from "../../policies/text/diagnostic.js";
import { corpusTargets } from "../corpus/corpusTargets.js";
import { type Corpus, readCorpus } from "../corpus/readCorpus.js";
import { replayAgainst, type TargetReplay } from "../corpus/replayAgainst.js";
import { type Replay, replayLines } from "../corpus/replayLines.js";
import { refuseOptions } from "../run/refuseOptions.js";
import { refuseShard, type Shard } from "../run/shards/shard.js";
import { checkableSources, type SourceInputs } from "./sourceInput.js";

export interface ReplayOptions {
  /** directory that a relative path starts from; @defaultValue the working directory */
  readonly cwd?: string;
  /**
   * Ask only a part of the cases, which a hash of their ids chooses, such as `{ index: 1, total: 3 }`.
   * @defaultValue all
   */
  readonly shard?: Shard;
}

export interface ReplayAgainstOptions extends ReplayOptions {
  /** the sources whose targets are asked, such as the plan of the change */
  readonly against: SourceInputs;
}

/**
 * Asks each case of a corpus of the target that it names, as that is in the sources `against`, and lists those that
 * drifted: whose decision is not the expected one. Without `against` the cases are decided by the policies that the
 * corpus itself holds, which tests the engine and no plan.
 *
 * Lines are read one at a time, in memory that does not grow with their number. A line that cannot be read is
 * listed in `unreadable`, and the replay goes on. Fails for a file or source that cannot be read and for a corpus
 * without a case.
 *
 * @throws TypeError for an option that does not exist
 * @example
 * ```ts
 * import { generateCases, loadSource, printCorpus, replay } from "planproof";
 *
 * const generated = await generateCases(await loadSource("managed:BatchServiceRolePolicy@v6"), { size: 50 });
 * if (!generated.ok) throw new Error(generated.diagnostics[0]?.message);
 * const corpus = [Buffer.from(printCorpus(generated.value))];
 * const replayed = await replay(corpus, { against: await loadSource("managed:BatchServiceRolePolicy@v7") });
 * if (replayed.ok) for (const { request, actual } of replayed.value.drifted) console.log(request.action, actual);
 * ```
 */
export function replay(corpus: Corpus, options: ReplayAgainstOptions): Promise<Result<TargetReplay>>;
export function replay(corpus: Corpus, options?: ReplayOptions): Promise<Result<Replay>>;
export async function replay(
  corpus: Corpus,
  options: ReplayOptions & Partial<ReplayAgainstOptions> = {},
): Promise<Result<Replay | TargetReplay>> {
  refuseOptions("replay", options, { cwd: "any", shard: "any", against: "any" });
  refuseShard("replay", options.shard);
  const { cwd = "", against, shard } = options;
  if (against === undefined) return readCorpus(corpus, cwd, (batches) => replayLines(batches, shard));
  const sources = checkableSources(against);
  if (!sources.ok) return sources;
  const targets = corpusTargets(sources.value);
  return readCorpus(corpus, cwd, (batches) => replayAgainst(batches, targets, shard));
}
