import { resolve } from "node:path";
import { failure, type Result, success } from "../../policies/text/diagnostic.js";
import { noCases, replayFile } from "../corpus/replayFile.js";
import { type Replay, replayLines } from "../corpus/replayLines.js";
import { splitLines } from "../corpus/splitLines.js";
import { refuseOptions } from "../run/refuseOptions.js";
import { inSource } from "./sourceInput.js";

export interface ReplayOptions {
  /** directory that a relative path starts from; @defaultValue the working directory */
  readonly cwd?: string;
}

/**
 * Decides the cases of a corpus again and lists those that drifted: whose decision is not the expected one.
 *
 * Lines are read one at a time, in memory that does not grow with their number. A line that cannot be read is
 * listed in `unreadable`, and the replay goes on. Fails for a file that cannot be read and for a corpus without a
 * case.
 *
 * @param corpus the path of a file with one case per line, or its bytes in chunks
 * @throws TypeError for an option that does not exist
 * @example
 * ```ts
 * import { generateCases, loadSource, replay } from "planproof";
 *
 * const source = await loadSource("managed:AWSBatchServiceRole");
 * const generated = await generateCases(source, { size: 20 });
 * if (!generated.ok) throw new Error(generated.diagnostics[0]?.message);
 * const lines = generated.value.cases.map((row) => `${JSON.stringify(row)}\n`);
 * const replayed = await replay([Buffer.from(lines.join(""))]);
 * if (replayed.ok) console.log(replayed.value.matched, replayed.value.drifted);
 * ```
 */
export async function replay(
  corpus: string | AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  options: ReplayOptions = {},
): Promise<Result<Replay>> {
  refuseOptions("replay", options, { cwd: "any" });
  if (typeof corpus === "string") {
    const replayed = await replayFile(resolve(options.cwd ?? "", corpus));
    return replayed.ok ? replayed : { ok: false, diagnostics: inSource(corpus, replayed.diagnostics) };
  }
  const replayed = await replayLines(splitLines(corpus));
  return replayed.total + replayed.unreadable.length === 0 ? failure(noCases) : success(replayed);
}
