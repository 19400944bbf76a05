import { resolve } from "node:path";
import { readFileLines } from "../../corpus/readFileLines.js";
import { writeFileAtomic } from "../../corpus/writeFileAtomic.js";
import { CorpusMerge } from "../../merge/corpusMerge.js";
import { many } from "../../report/describeTargets.js";
import { escapeControls } from "../../report/escapeControls.js";
import { printJson } from "../../report/printJson.js";
import type { Arguments } from "../arguments.js";
import type { CommandBody, CommandResult } from "../command.js";
import { exitCodes } from "../exitCode.js";
import type { Io } from "../io.js";
import {
  type Attempt,
  attempt,
  obstructed,
  obstructions,
  type Problem,
  problemsOf,
  usageProblem,
} from "../problem.js";

/** `planproof corpus merge`: one corpus of several. */
export const corpusMergeCommand: CommandBody = {
  fewest: 1,
  most: Number.POSITIVE_INFINITY,
  details:
    "planproof corpus merge shard-1.jsonl shard-2.jsonl --out cases.jsonl\n" +
    "Of files that `corpus generate --shard I/N` wrote, each I must be there; other corpora are joined as they are.",
  formats: ["human", "json"],
  options: { out: { value: "FILE", help: "where to write the cases, one a line" } },
  answer,
};

async function answer(args: Arguments, io: Io): Promise<Attempt<CommandResult>> {
  const out = args.text("out");
  if (out === undefined) return obstructed(usageProblem("`--out` is missing", "write --out FILE.jsonl"));
  const all = args.operands.join(", ");
  const merge = new CorpusMerge();
  const problems: Problem[] = [];
  for (const file of new Set(args.operands)) {
    const read = await readFileLines(resolve(io.cwd, file), (batches) => merge.add(file, batches));
    if (!read.ok) for (const one of problemsOf(file, read.diagnostics)) problems.push(one);
  }
  if (problems.length > 0) return obstructions(problems);
  const merged = merge.finish();
  if (!merged.ok)
    return obstructions(merged.diagnostics.flatMap((one) => problemsOf(one.source ?? all, [one])));
  const { lines, cases, duplicates } = merged.value;
  const written = writeFileAtomic(resolve(io.cwd, out), lines.join(""));
  if (!written.ok) return obstructions(problemsOf(out, written.diagnostics));
  const again = duplicates === 0 ? "" : ` — ${many(duplicates, "duplicate")} left out`;
  return attempt({
    exit: exitCodes.holds,
    render: (format) =>
      format === "json"
        ? printJson({ cases, duplicates, missing: [] })
        : `${many(cases, "case")} in ${escapeControls(out)}${again}\n`,
  });
}
