import { type Diagnostic, failure, type Result, success } from "../../policies/text/diagnostic.js";
import type { Report, ReportedShard } from "../run/report.js";

/** The report of one shard, with the name of its file. */
export interface ShardReport {
  readonly file: string;
  readonly shard: ReportedShard;
  /** its verdicts, and the targets of the whole run */
  readonly report: Omit<Report, "shard">;
}

/** Reads what `planproof check --shard I/N --format json` printed. */
export function readShardReport(file: string, text: string): Result<ShardReport> {
  const json = parsed(text);
  if (!isObject(json)) return failure(notAReport(file));
  const { shard, verdicts } = json;
  if (shard === undefined) return failure(Array.isArray(verdicts) ? whole(file) : notAReport(file));
  if (!isObject(shard)) return failure(notAReport(file));
  const { report: written, ...rest } = shard;
  const report = withGate(written);
  if (!isReportedShard(rest) || !isReport(report)) return failure(notAReport(file));
  return report.verdicts.length === rest.at.length
    ? success({ file, shard: rest, report })
    : failure(notAReport(file));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type Members = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Members =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function isReportedShard(value: unknown): value is ReportedShard {
  if (!isObject(value)) return false;
  const { index, total, questions, digest, at, blocked = [] } = value;
  const isCount = (one: unknown): one is number => Number.isSafeInteger(one) && (one as number) >= 0;
  return (
    isCount(index) &&
    isCount(total) &&
    index >= 1 &&
    index <= total &&
    isCount(questions) &&
    typeof digest === "string" &&
    Array.isArray(at) &&
    at.every((one) => isCount(one) && one < questions) &&
    Array.isArray(blocked)
  );
}

/** The gate is `leastSeverity` in JSON. */
function withGate(report: unknown): unknown {
  if (!isObject(report)) return report;
  const { leastSeverity, ...rest } = report;
  return { ...rest, failOn: leastSeverity };
}

function isReport(value: unknown): value is Omit<Report, "shard"> {
  if (!isObject(value)) return false;
  const { verdicts, targets, notes, sources, counts, failOn } = value;
  const isVerdict = (one: unknown) =>
    isObject(one) && typeof one["target"] === "string" && isObject(one["outcome"]);
  return (
    Array.isArray(verdicts) &&
    verdicts.every(isVerdict) &&
    [targets, notes, sources].every(Array.isArray) &&
    isObject(counts) &&
    typeof failOn === "string"
  );
}

const notAReport = (source: string): Diagnostic => ({
  code: "no-shard-report",
  severity: "error",
  message: "it is not the JSON report of a shard",
  hint: "write it with `planproof check SOURCE --shard I/N --out json=FILE`",
  source,
});

const whole = (source: string): Diagnostic => ({
  code: "no-shard",
  severity: "error",
  message: "it is the report of a whole run, which has nothing to be merged with",
  hint: "name the reports of `planproof check SOURCE --shard I/N --out json=FILE`, one for each I",
  source,
});
