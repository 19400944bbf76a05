import { failure, type Result } from "../../policies/text/diagnostic.js";
import { readFileLines } from "./readFileLines.js";
import { type Replay, replayLines } from "./replayLines.js";

/** Replays a corpus from a file; failed when the file cannot be read or holds no case. */
export async function replayFile(path: string): Promise<Result<Replay>> {
  const replayed = await readFileLines(path, replayLines);
  if (!replayed.ok) return replayed;
  const { total, unreadable } = replayed.value;
  return total + unreadable.length === 0 ? failure(noCases) : replayed;
}

export const noCases = {
  code: "no-cases",
  severity: "error",
  message: "the file holds no case",
  hint: "write one case a line, or make some with `planproof corpus generate`",
} as const;
