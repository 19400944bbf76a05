import type { BoundException } from "./bindExceptions.js";
import type { Exception } from "./exception.js";
import { daysBetween } from "./isDay.js";

/**
 * - `in force`: it takes a violation out
 * - `expires`: the same, and its last day is within {@link warningDays}
 * - `expired`: its last day is over; it takes nothing out, and fails the check
 * - `unused`: nothing violates the property that it takes out; it fails the check
 * - `not asked`: the run asks nothing that it is about
 */
export type ExceptionState = "in force" | "expires" | "expired" | "unused" | "not asked";

/** An exception in a report. */
export interface ReportedException extends Omit<Exception, "written"> {
  readonly id: string;
  readonly state: ExceptionState;
  /** days from today to the last day, where it has one; negative where it is over */
  readonly days?: number;
  /** where it is written */
  readonly file?: string;
  readonly line?: number;
}

/** Days before the last one on which a report warns. */
export const warningDays = 30;

/** What a verdict says of exceptions. */
interface Said {
  readonly asked?: readonly { readonly id: string; readonly used: boolean }[];
}

/** Exceptions before anything is asked. */
export const reportedExceptions = (
  bound: readonly BoundException[],
  today: string | undefined,
): readonly ReportedException[] =>
  bound.map(({ id, exception, isExpired, targets }) => {
    const { written, ...fields } = exception;
    const { until } = exception;
    return {
      id,
      ...fields,
      state: isExpired ? "expired" : targets.size > 0 ? "in force" : "not asked",
      ...(until !== undefined && today !== undefined && { days: daysBetween(today, until) }),
      ...(written && { file: written.file, ...(written.position && { line: written.position.line }) }),
    };
  });

/**
 * Exceptions after a run, or of all shards of one.
 *
 * @param isWhole false for a shard: what it does not use another may
 */
export function usedExceptions(
  exceptions: readonly ReportedException[],
  verdicts: readonly Said[],
  isWhole: boolean,
): readonly ReportedException[] {
  const used = new Set(
    verdicts.flatMap(({ asked = [] }) => asked.flatMap((one) => (one.used ? [one.id] : []))),
  );
  return exceptions.map((one) => {
    if (one.state === "not asked" || one.state === "expired") return one;
    if (!used.has(one.id)) return isWhole ? { ...one, state: "unused" } : one;
    return one.days !== undefined && one.days <= warningDays ? { ...one, state: "expires" } : one;
  });
}

/** Whether an exception fails a check. */
export const isFault = ({ state }: Pick<ReportedException, "state">): boolean =>
  state === "expired" || state === "unused";
