import { isFault } from "../gate/reportedException.js";
import { countAtGate } from "../run/failOn.js";
import type { Report } from "../run/report.js";
import type { Arguments } from "./arguments.js";
import { type ExitCode, exitCodes } from "./exitCode.js";
import { undecidedExit } from "./undecidedExit.js";

/** The exit code of a report by its gate, its exceptions and `--undecided`. */
export function reportExit({ verdicts, failOn, exceptions = [] }: Report, args: Arguments): ExitCode {
  const atGate = (verdict: "refuted" | "undecided") =>
    countAtGate(verdicts, { verdict, failOn, below: false });
  if (atGate("refuted") > 0 || exceptions.some(isFault)) return exitCodes.refuted;
  return atGate("undecided") > 0 ? undecidedExit(args) : exitCodes.holds;
}
