import type { Report, Verdict } from "../run/report.js";
import { printJson } from "./printJson.js";

/** The report as CLI.md lays it down for `check`: one JSON document. */
export const json = (report: Report): string => printJson(reportJson(report));

/** The value that {@link json} prints. */
export const reportJson = (report: Report) => ({
  verdicts: report.verdicts.map(verdictJson),
  targets: report.targets,
  counts: report.counts,
  seed: report.seed,
  notes: report.notes.map(({ source, diagnostic }) => ({ source, ...diagnostic })),
});

function verdictJson({ property, severity, target, outcome, seed }: Verdict) {
  const { verdict, by, runs, ...rest } = outcome;
  return { property, ...(severity && { severity }), target, verdict, by, runs, ...rest, seed };
}
