import { createReadStream } from "node:fs";
import { failure, type Result, success } from "../../policies/text/diagnostic.js";
import { type Replay, replay } from "./replay.js";
import { splitLines } from "./splitLines.js";

/** Larger than the default of 64 KiB: fewer turns of the event loop a line. */
const chunkBytes = 1024 * 1024;

/** Replays a corpus from a file; failed when the file cannot be read or holds no case. */
export async function replayFile(path: string): Promise<Result<Replay>> {
  try {
    const result = await replay(splitLines(createReadStream(path, { highWaterMark: chunkBytes })));
    return result.total + result.unreadable.length === 0 ? failure(noCases) : success(result);
  } catch (thrown) {
    const code = systemCode(thrown);
    if (code === undefined) throw thrown;
    const [message, hint] = reasons[code] ?? [`the file cannot be read (${code})`, "check its permissions"];
    return failure({ code: "unreadable-file", severity: "error", message, hint });
  }
}

const reasons: Readonly<Record<string, readonly [message: string, hint: string]>> = {
  ENOENT: ["there is no such file", "make one with `planproof corpus generate SOURCE --out FILE.jsonl`"],
  EISDIR: ["it is a directory", "name the JSON Lines files in it"],
  EACCES: ["the file may not be read", "check its permissions"],
};

const noCases = {
  code: "no-cases",
  severity: "error",
  message: "the file holds no case",
  hint: "write one case a line, or make some with `planproof corpus generate`",
} as const;

const systemCode = (thrown: unknown): string | undefined =>
  thrown instanceof Error && "syscall" in thrown && "code" in thrown ? String(thrown.code) : undefined;
