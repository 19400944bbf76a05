import { type Diagnostic, failure, failures, type Result, success } from "../../policies/text/diagnostic.js";
import { excusedCounts } from "../run/excusedCounts.js";
import { notSeenCode, notSeenWith } from "../run/notSeen.js";
import type { Counts, Note, Report, Verdict } from "../run/report.js";
import { reportGate } from "../run/reportGate.js";
import type { ShardReport } from "./readShardReport.js";
import { shardFaults } from "./shardFaults.js";

/**
 * The report of a whole run, of the reports of its shards: the same as without shards. The order of the files does not
 * count, nor how often one is named. Failed where a shard is missing, or is of another run.
 */
export function mergeReports(reports: readonly ShardReport[]): Result<Report> {
  const [first] = reports;
  if (first === undefined) return failure(noReport);
  const faults = shardFaults(reports, "planproof check SOURCE");
  if (faults.length > 0) return failures(faults);
  const found = new Map<number, Verdict>();
  for (const { file, shard, report } of reports) {
    for (const [index, verdict] of report.verdicts.entries()) {
      const at = shard.at[index]!;
      const before = found.get(at);
      if (before !== undefined && JSON.stringify(before) !== JSON.stringify(verdict))
        return failure(contradiction(file, verdict));
      found.set(at, verdict);
    }
  }
  const { questions, blocked = [] } = first.shard;
  if (found.size !== questions) return failure(incomplete(found.size, questions));
  const verdicts = Array.from({ length: questions }, (_, at) => found.get(at)!);
  const { exceptions = [], baseline, gate } = first.report;
  const merged: Report = {
    ...first.report,
    verdicts,
    counts: countsOf(first.report, verdicts),
    notes: first.report.notes.map((note): Note => {
      if (note.diagnostic.code !== notSeenCode) return note;
      const own = blocked.filter(({ source }) => source === note.source);
      return { ...note, diagnostic: notSeenWith(own, verdicts) };
    }),
  };
  return success(reportGate(merged, { exceptions, ...(baseline && { baseline }), ...(gate && { gate }) }));
}

function countsOf({ counts, failOn }: Omit<Report, "shard">, verdicts: readonly Verdict[]): Counts {
  const of = (wanted: Verdict["outcome"]["verdict"]) =>
    verdicts.filter(({ outcome }) => outcome.verdict === wanted).length;
  return {
    ...counts,
    holds: of("holds"),
    refuted: of("refuted"),
    undecided: of("undecided"),
    ...excusedCounts(verdicts, failOn),
  };
}

const noReport: Diagnostic = {
  code: "no-report",
  severity: "error",
  message: "no report is named",
  hint: "name the JSON reports of `planproof check SOURCE --shard I/N`",
};

const contradiction = (source: string, { property, target }: Verdict): Diagnostic => ({
  code: "contradicting-shards",
  severity: "error",
  message: `it has another verdict about \`${property}\` of \`${target}\` than the file before it`,
  hint: "one of the two was changed: run this shard again",
  source,
});

const incomplete = (found: number, questions: number): Diagnostic => ({
  code: "incomplete-shards",
  severity: "error",
  message: `the shards have ${found} of the ${questions} questions of the run`,
  hint: "a file was changed: run the shards again",
});
