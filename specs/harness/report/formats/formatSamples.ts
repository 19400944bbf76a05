import { reporters } from "../../../../harness/report/reporters.js";
import type { Report, Verdict } from "../../../../harness/run/report.js";
import { sampleReport } from "../sampleReport.js";
import { hostileReport, hostileStrings } from "./hostileReport.js";

export const render = (format: string, report: Report, options = {}): string =>
  reporters.get(format)!(report, options);

export const hostile = hostileStrings.map((text) => ({ text, report: hostileReport(text) }));

export const [refuted, undecided, held] = sampleReport.verdicts as readonly [Verdict, Verdict, Verdict];
/** Nothing is refuted or undecided. */
export const calm: Report = {
  ...sampleReport,
  verdicts: [held],
  targets: sampleReport.targets.slice(2, 3),
  counts: {
    policies: 1,
    targets: 1,
    properties: 1,
    holds: 1,
    refuted: 0,
    undecided: 0,
    belowGate: 0,
    excepted: 0,
    baseline: 0,
    before: 0,
  },
  notes: [],
};
/** Findings of several severities. */
const reportOf = (length: number): Report => ({
  ...sampleReport,
  verdicts: Array.from({ length }, (_, at) => ({
    ...refuted,
    severity: (["low", "high", "critical"] as const)[at % 3]!,
    target: `plan.json#module.m["${at}"].aws_iam_role.operator`,
    location: { file: "main.tf", line: at + 1 },
  })),
});

/** More than any format shows in full. */
export const large = reportOf(6000);
/** More than a comment or an annotation shows in full. */
export const some = reportOf(1500);
