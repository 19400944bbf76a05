import type { ReplayAnswer } from "../report/replayAnswer.js";
import type { Arguments } from "./arguments.js";
import { type ExitCode, exitCodes } from "./exitCode.js";
import { undecidedExit } from "./undecidedExit.js";

/** What a replay ends with, of which every line could be read. */
export function replayExit(answer: ReplayAnswer, args: Arguments): ExitCode {
  if (answer.drifted.length > 0) return exitCodes.refuted;
  if ("refused" in answer) return exitCodes.holds;
  const { changes, missingTargets, newTargets, undecided } = answer;
  if (changes.length + missingTargets.length + newTargets.length > 0) return exitCodes.refuted;
  return undecided.length > 0 ? undecidedExit(args) : exitCodes.holds;
}
