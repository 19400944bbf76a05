import type { Report } from "../run/report.js";
import { reportJson } from "./json.js";
import { printJsonLine } from "./printJson.js";

/**
 * The report a line at a time: each verdict, target and note with its `type`, and last the counts, so that a file that was
 * cut off is known by its end.
 */
export function jsonl(report: Report): string {
  const { verdicts, targets, notes, counts, ...rest } = reportJson(report);
  return [
    ...verdicts.map((one) => ({ type: "verdict", ...one })),
    ...targets.map((one) => ({ type: "target", ...one })),
    ...notes.map((one) => ({ type: "note", ...one })),
    { type: "counts", ...counts, ...rest },
  ]
    .map(printJsonLine)
    .join("");
}
