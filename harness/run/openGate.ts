import { type Diagnostic, failure, type Result, success } from "../../policies/text/diagnostic.js";
import type { Baseline } from "../gate/baseline.js";
import { type BoundTo, bindExceptions } from "../gate/bindExceptions.js";
import type { Exception } from "../gate/exception.js";
import { isDay } from "../gate/isDay.js";
import { reportedExceptions } from "../gate/reportedException.js";
import { exceptionsByQuestion, type RunGate } from "../gate/runGate.js";
import type { GateGiven } from "./reportGate.js";

/** Which violations fail a check, in addition to their severity. */
export interface GateOptions {
  /** violations that are intended, each a set of requests that a property of a target is not asked about; @defaultValue none */
  readonly exceptions?: readonly Exception[];
  /** violations that are known, which fail nothing; see `readBaseline`. @defaultValue none */
  readonly baseline?: Baseline;
  /** `new`: what was violated before the change of a plan fails nothing; @defaultValue `all` */
  readonly gate?: "new" | "all";
  /** `YYYY-MM-DD`, the day by which exceptions expire; needed where one has a last day */
  readonly today?: string;
}

/** The gate of a run. */
export interface OpenedGate {
  readonly gate: RunGate;
  readonly given: GateGiven;
  /** what of it decides verdicts: two runs with the same have the same verdicts */
  readonly identity: unknown;
}

/** Prepares the gate; fails for an exception of what does not exist, with the nearest name. */
export function openGate(options: GateOptions, asked: Omit<BoundTo, "today">): Result<OpenedGate> {
  const { exceptions = [], baseline, gate, today } = options;
  if (today !== undefined && !isDay(today)) return failure(noDay(today));
  const bound = bindExceptions(exceptions, { ...asked, ...(today !== undefined && { today }) });
  if (!bound.ok) return bound;
  const ids = baseline && new Set(baseline.findings.map(({ id }) => id));
  return success({
    gate: {
      exceptionsFor: exceptionsByQuestion(bound.value),
      ...(ids && { baseline: baseline.isNew ? everything : ids }),
      isNewOnly: gate === "new",
    },
    given: {
      exceptions: reportedExceptions(bound.value, today),
      ...(baseline && { baseline }),
      ...(gate && { gate }),
    },
    identity: [
      bound.value.map(({ id, isExpired, exception: { reason, owner, until } }) => [
        id,
        isExpired,
        reason,
        owner,
        until,
      ]),
      ids && [baseline.isNew, ...ids],
      gate,
    ],
  });
}

const everything = { has: () => true };

const noDay = (today: string): Diagnostic => ({
  code: "usage",
  severity: "error",
  message: `\`today\` cannot be \`${today}\``,
  hint: "write a day as YYYY-MM-DD, such as 2027-01-31",
});
