import type { Diagnostic } from "../../policies/text/diagnostic.js";
import { describeVerdict } from "../report/describeVerdict.js";
import { escapeControls } from "../report/escapeControls.js";
import type { Report } from "../run/report.js";

/** An error whose message says everything: a stack trace would point into planproof, not at the policy. */
export function testFailure(lines: readonly string[]): Error {
  const error = new Error(lines.join("\n"));
  error.stack = error.message;
  return error;
}

/** The failure of a test whose source could not be asked. */
export const sourceFailure = (source: string, diagnostics: readonly Diagnostic[]): Error =>
  testFailure(
    diagnostics
      .filter(({ severity }) => severity === "error")
      .flatMap(({ message, hint }) => [escapeControls(`${source}: ${message}`), `  ${escapeControls(hint)}`]),
  );

/** The failure of a test with verdicts that are not to pass, each described in full. */
export const verdictFailure = ({ verdicts, targets }: Report, failing: Report["verdicts"]): Error =>
  testFailure(
    verdicts
      .filter((verdict) => failing.includes(verdict))
      .flatMap((verdict) => [
        escapeControls(`${verdict.property} is ${verdict.outcome.verdict} for ${verdict.target}`),
        ...describeVerdict(verdict, targets),
      ]),
  );
