import { didYouMean } from "../../policies/text/nearestNames.js";
import { type ReporterOptions, reporters } from "../report/reporters.js";
import type { Report } from "../run/report.js";

/** The formats of a report. */
export type Format =
  | "human"
  | "json"
  | "jsonl"
  | "junit"
  | "sarif"
  | "github"
  | "gitlab"
  | "markdown"
  | "tap"
  | "html";

/**
 * Writes a report as `planproof check --format` does.
 *
 * @throws TypeError for a format that does not exist
 * @example
 * ```ts
 * import { check, format, loadSource } from "planproof";
 *
 * const report = await check(await loadSource("managed:AWSBatchServiceRole"));
 * if (report.ok) console.log(format(report.value, "human", { quiet: true }));
 * ```
 */
export function format(report: Report, name: Format, options: ReporterOptions = {}): string {
  const reporter = reporters.get(name);
  if (reporter !== undefined) return reporter(report, options);
  throw new TypeError(`format: unknown format \`${String(name)}\`; ${didYouMean(name, reporters.keys())}`);
}
