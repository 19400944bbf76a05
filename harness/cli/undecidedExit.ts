import type { Arguments } from "./arguments.js";
import { type ExitCode, exitCodes } from "./exitCode.js";

/** What an undecided answer ends with: 3, or 0 where `--undecided=allow` says that it may pass. */
export const undecidedExit = (args: Arguments): ExitCode =>
  args.text("undecided") === "allow" ? exitCodes.holds : exitCodes.undecided;
