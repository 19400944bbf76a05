import type { Context } from "mocha";
import { escapeControls } from "../report/escapeControls.js";
import { reasonOf } from "../report/reasonOf.js";
import type { Report } from "../run/report.js";
import { verdictFailure } from "./verdictFailure.js";

/**
 * Ends a test as its verdicts demand: it passes, it is pending with the reasons in its title, or it fails.
 *
 * @throws Error with a full description of each verdict that may not pass
 */
export function reportOutcome(test: Context, report: Report, undecided: "fail" | "allow" = "fail"): void {
  const failing = report.verdicts.filter(
    ({ outcome: { verdict } }) => verdict === "refuted" || (verdict === "undecided" && undecided === "fail"),
  );
  if (failing.length > 0) throw verdictFailure(report, failing);
  const open = report.verdicts.flatMap(({ outcome }) =>
    outcome.verdict === "undecided" ? [reasonOf(outcome)] : [],
  );
  if (open.length > 0) postpone(test, `undecided: ${[...new Set(open)].join("; ")}`);
  if (report.verdicts.length === 0) postpone(test, "it applies to no target here");
}

/** Mocha shows no reason for a pending test but its title. */
export function postpone(test: Context, reason: string): never {
  if (test.test) test.test.title += ` (${escapeControls(reason)})`;
  test.skip();
}
