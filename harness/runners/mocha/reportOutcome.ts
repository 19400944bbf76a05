import type { Context } from "mocha";
import { escapeControls } from "../../report/escapeControls.js";
import { reasonOf } from "../../report/reasonOf.js";
import { isAtGate } from "../../run/failOn.js";
import type { Report } from "../../run/report.js";
import { verdictFailure } from "../verdictFailure.js";

/**
 * Ends a test as its verdicts demand: it passes, it is pending with the reasons in its title, or it fails.
 *
 * @throws Error with a full description of each verdict that may not pass
 */
export function reportOutcome(test: Context, report: Report, undecided: "fail" | "allow" = "fail"): void {
  const { failOn } = report;
  const failing = report.verdicts.filter(
    (one) =>
      isAtGate(one, failOn) &&
      (one.outcome.verdict === "refuted" || (one.outcome.verdict === "undecided" && undecided === "fail")),
  );
  if (failing.length > 0) throw verdictFailure(report, failing);
  const below = report.verdicts.filter((one) => one.outcome.verdict !== "holds" && !isAtGate(one, failOn));
  if (below.length > 0) note(test, below);
  const open = report.verdicts.flatMap((one) =>
    one.outcome.verdict === "undecided" && isAtGate(one, failOn) ? [reasonOf(one.outcome)] : [],
  );
  if (open.length > 0) postpone(test, `undecided: ${[...new Set(open)].join("; ")}`);
  if (report.verdicts.length === 0) postpone(test, "it applies to no target here");
}

/** Mocha shows nothing of a test that passes but its title. */
function note(test: Context, below: Report["verdicts"]): void {
  const said = below.map(
    ({ severity, target, outcome }) =>
      `${outcome.verdict} below the gate, ${severity}: ${reasonOf(outcome)}, ${target}`,
  );
  if (test.test) test.test.title += ` (${escapeControls(said.join("; "))})`;
}

/** Mocha shows no reason for a pending test but its title. */
export function postpone(test: Context, reason: string): never {
  if (test.test) test.test.title += ` (${escapeControls(reason)})`;
  test.skip();
}
