import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type Diagnostic, failure, type Result } from "../../../policies/text/diagnostic.js";
import { mergeReports } from "../../merge/mergeReports.js";
import { readShardReport, type ShardReport } from "../../merge/readShardReport.js";
import { reporters } from "../../report/reporters.js";
import type { Arguments } from "../arguments.js";
import type { CommandBody, CommandResult } from "../command.js";
import { openOption, outOption, readUndecided, undecidedOption } from "../commonOptions.js";
import type { Io } from "../io.js";
import { type Attempt, attempt, attemptOf, obstructions, type Problem, sourcedProblems } from "../problem.js";
import { reportExit } from "../reportExit.js";

/** `planproof report merge`: one report of the reports of all shards. */
export const reportMergeCommand: CommandBody = {
  fewest: 1,
  most: Number.POSITIVE_INFINITY,
  details:
    "planproof report merge shard-1.json shard-2.json shard-3.json\n" +
    "The answer and the exit code are those of `planproof check` without --shard.",
  formats: [...reporters.keys()],
  options: { ...undecidedOption, ...outOption, ...openOption },
  answer,
};

async function answer(args: Arguments, io: Io): Promise<Attempt<CommandResult>> {
  const reports: ShardReport[] = [];
  const problems: Problem[] = [];
  for (const file of new Set(args.operands)) {
    const read = readReport(file, io);
    if (read.ok) reports.push(read.value);
    else for (const one of sourcedProblems(read.diagnostics)) problems.push(one);
  }
  if (problems.length > 0) return obstructions(problems);
  const merged = attemptOf(mergeReports(reports));
  if (!merged.ok) return merged;
  return attempt({
    exit: reportExit(merged.value, args),
    render: (format, look) =>
      reporters.get(format)!(merged.value, { ...look, undecided: readUndecided(args) }),
  });
}

function readReport(file: string, { cwd }: Io): Result<ShardReport> {
  try {
    return readShardReport(file, readFileSync(resolve(cwd, file), "utf8"));
  } catch (thrown) {
    if (!(thrown instanceof Error && "code" in thrown)) throw thrown;
    return failure(unreadable(file, String(thrown.code)));
  }
}

const unreadable = (source: string, code: string): Diagnostic => ({
  code: "unreadable-file",
  severity: "error",
  message: code === "ENOENT" ? "the file does not exist" : `the file cannot be read (${code})`,
  hint: "name the JSON reports of `planproof check SOURCE --shard I/N`",
  source,
});
