import type { Diagnostic } from "../../policies/text/diagnostic.js";
import { type Baseline, baselineState, type ReportedBaseline } from "../gate/baseline.js";
import { type ReportedException, usedExceptions } from "../gate/reportedException.js";
import type { Note, Report } from "./report.js";

/** What a report says of exceptions and a baseline. */
export interface GateGiven {
  readonly exceptions: readonly ReportedException[];
  readonly baseline?: Baseline;
  readonly gate?: "new" | "all";
}

/**
 * The report with what became of exceptions and of a baseline. What a shard does not use, another may: only the report
 * of the whole run says what is unused, and what is gone.
 */
export function reportGate(report: Report, { exceptions, baseline, gate }: GateGiven): Report {
  const isWhole = report.shard === undefined;
  const used = usedExceptions(exceptions, report.verdicts, isWhole);
  const state: ReportedBaseline | undefined =
    baseline &&
    (isWhole ? baselineState(baseline, report.verdicts, report.sources) : { ...baseline, gone: [] });
  const others = report.notes.filter(({ diagnostic: { code } }) => !codes.includes(code));
  return {
    ...report,
    ...(gate && { gate }),
    ...(used.length > 0 && { exceptions: used }),
    ...(state && { baseline: state }),
    notes: [...others, ...used.flatMap(exceptionNote), ...(state ? goneNote(state) : [])],
  };
}

const codes = ["exception-expired", "exception-unused", "exception-expires", "baseline-gone"];

/** What is to be said of an exception: that it expired, will soon, or is unused; nothing of the others. */
export function exceptionNote({
  property,
  target,
  state,
  until,
  days,
  owner,
  file = "exceptions",
  line,
}: ReportedException): readonly Note[] {
  const name = `the exception for \`${property}\` of \`${target}\``;
  const note = (diagnostic: Omit<Diagnostic, "position">): readonly Note[] => [
    { source: place(file, line), diagnostic },
  ];
  if (state === "expired")
    return note({
      code: "exception-expired",
      severity: "error",
      message: `${name} expired on ${until}`,
      hint: `mend the violation, or let ${owner} give the exception another last day; remove it where it is not needed`,
    });
  if (state === "unused")
    return note({
      code: "exception-unused",
      severity: "error",
      message: `${name} takes nothing out: nothing that it names violates the property`,
      hint: "remove it; where the statement was changed, review it and write the exception anew with `planproof except`",
    });
  if (state === "expires")
    return note({
      code: "exception-expires",
      severity: "warning",
      message: `${name} expires on ${until}, ${days === 0 ? "today" : days === 1 ? "in 1 day" : `in ${days} days`}`,
      hint: `mend the violation, or let ${owner} give the exception another last day`,
    });
  return [];
}

const place = (file: string, line: number | undefined): string =>
  line === undefined ? file : `${file}:${line}`;

function goneNote({ findings, gone }: ReportedBaseline): readonly Note[] {
  if (gone.length === 0) return [];
  const are = gone.length === 1 ? "is" : "are";
  const diagnostic: Diagnostic = {
    code: "baseline-gone",
    severity: "warning",
    message: `${gone.length} of the ${findings.length} violations of the baseline ${are} gone`,
    hint: "run it with `--update-baseline`, so that they cannot come back",
  };
  return [{ source: "baseline", diagnostic }];
}
