import { describeGrounds, excuseWords } from "../report/describeExcused.js";
import { escapeControls } from "../report/escapeControls.js";
import { reasonOf } from "../report/reasonOf.js";
import { excuseOf, type FailOn, isAtGate } from "../run/failOn.js";
import type { Report, Verdict } from "../run/report.js";
import type { TestOutcome } from "./listedTest.js";
import { verdictFailure } from "./verdictFailure.js";

/**
 * The outcome of a test as its verdicts demand.
 *
 * @throws Error with a full description of each verdict that may not pass
 */
export function judgeReport(report: Report, undecided: "fail" | "allow" = "fail"): TestOutcome {
  const { failOn, verdicts } = report;
  const failing = verdicts.filter(
    (one) =>
      isAtGate(one, failOn) &&
      (one.outcome.verdict === "refuted" || (one.outcome.verdict === "undecided" && undecided === "fail")),
  );
  if (failing.length > 0) throw verdictFailure(report, failing);
  const notes = verdicts
    .filter((one) => one.outcome.verdict !== "holds" && !isAtGate(one, failOn))
    .map((one) => excused(one, failOn));
  const unknown = verdicts.flatMap((one) =>
    one.outcome.verdict === "undecided" && isAtGate(one, failOn) ? [reasonOf(one.outcome)] : [],
  );
  if (unknown.length > 0)
    return { notes, pending: escapeControls(`undecided: ${[...new Set(unknown)].join("; ")}`) };
  return verdicts.length === 0 ? { notes, pending: "it applies to no target here" } : { notes };
}

function excused(verdict: Verdict, failOn: FailOn): string {
  const { severity, target, outcome, exception } = verdict;
  const excuse = excuseWords[excuseOf(verdict, failOn) ?? "below"];
  const why = exception === undefined ? reasonOf(outcome) : describeGrounds(exception);
  return escapeControls(`${outcome.verdict} ${excuse}, ${severity}: ${why}, ${target}`);
}
