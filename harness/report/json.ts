import type { Outcome, Refuted } from "../../properties/property.js";
import type { Report, ReportedShard, Verdict } from "../run/report.js";
import { managedDateIn } from "./describeManagedDate.js";
import { printJson } from "./printJson.js";
import { reasonOf } from "./reasonOf.js";

/** The report as CLI.md lays it down for `check`: one JSON document. */
export const json = (report: Report): string => printJson(reportJson(report));

/** The value that {@link json} prints. */
export const reportJson = (report: Report) => ({
  verdicts: report.verdicts.map(verdictJson),
  targets: report.targets,
  counts: report.counts,
  leastSeverity: report.failOn,
  ...(report.gate && { gate: report.gate }),
  ...(report.exceptions && { exceptions: report.exceptions }),
  ...(report.baseline && {
    baseline: { findings: report.baseline.findings.length, gone: report.baseline.gone },
  }),
  seed: report.seed,
  notes: report.notes.map(({ source, diagnostic }) => ({ source, ...diagnostic })),
  ...managedDateIn([report]),
  ...(report.shard && { shard: shardJson(report, report.shard) }),
});

/**
 * With the whole report as it is inside: a merge of all shards is rendered in any format. The gate has the name that it has
 * outside: Atlantis takes any output with `fail` in it for a refusal.
 */
const shardJson = ({ shard: _, failOn, ...report }: Report, shard: ReportedShard) => ({
  ...shard,
  report: { ...report, leastSeverity: failOn },
});

function verdictJson(found: Verdict) {
  const { id, property, severity, target, location, outcome, findings, remedy, seed } = found;
  const { exception, expired, baseline, since } = found;
  const { verdict, by, runs } = outcome;
  const reason = reasonOf(outcome);
  const about = { id, property, severity, target, ...(location && { location }), verdict, by, runs };
  return {
    ...about,
    ...(reason !== undefined && { reason }),
    ...refutationOf(outcome),
    ...(findings && { findings }),
    ...(exception && { exception }),
    ...(expired && { expired }),
    ...(baseline && { baseline }),
    ...(since && { since }),
    ...(verdict === "refuted" && remedy !== undefined && { remedy }),
    seed,
  };
}

/** What a refuted verdict has beyond its reason; its seed, if any, equals that of the verdict. */
function refutationOf(outcome: Outcome): Partial<Refuted> {
  if (outcome.verdict !== "refuted") return {};
  const { verdict: _, by: __, runs: ___, reason: ____, newer: _____, ...rest } = outcome;
  return rest;
}
