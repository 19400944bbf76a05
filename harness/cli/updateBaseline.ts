import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { writeFileAtomic } from "../corpus/writeFileAtomic.js";
import { baselineOf, printBaseline, shrink } from "../gate/baseline.js";
import { excusedCounts } from "../run/excusedCounts.js";
import type { Report, Verdict } from "../run/report.js";
import { reportGate } from "../run/reportGate.js";
import type { Arguments } from "./arguments.js";
import type { Io } from "./io.js";
import { type Attempt, attempt, obstructions, problemsOf } from "./problem.js";

/**
 * Writes the baseline where `--update-baseline` says so: all violations the first time; later what is left of them.
 *
 * @returns the report as it is with the baseline that was written
 */
export function updateBaseline(report: Report, args: Arguments, { cwd }: Io): Attempt<Report> {
  const path = args.text("baseline");
  if (path === undefined || !args.has("update-baseline")) return attempt(report);
  const { baseline, exceptions = [], gate } = report;
  const known = existsSync(resolve(cwd, path)) ? baseline : undefined;
  const kept = known === undefined ? baselineOf(report.verdicts, report.sources) : shrink(known);
  if (known === undefined || known.gone.length > 0) {
    const written = writeFileAtomic(resolve(cwd, path), printBaseline(kept));
    if (!written.ok) return obstructions(problemsOf(path, written.diagnostics));
  }
  const verdicts = known === undefined ? report.verdicts.map(inBaseline) : report.verdicts;
  const counts = { ...report.counts, ...excusedCounts(verdicts, report.failOn) };
  return attempt(
    reportGate({ ...report, verdicts, counts }, { exceptions, baseline: kept, ...(gate && { gate }) }),
  );
}

/** What is written into a new baseline fails nothing any more. */
const inBaseline = (verdict: Verdict): Verdict =>
  verdict.outcome.verdict === "refuted" && verdict.exception === undefined
    ? { ...verdict, baseline: true }
    : verdict;
