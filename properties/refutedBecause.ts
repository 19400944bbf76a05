import type { DecidingStatement } from "../policies/language/request.js";
import type { Outcome } from "./property.js";
import type { WrittenStatement } from "./writtenStatements.js";

/** What is wrong with what is written, as a lower-case sentence, and the statement that it is about, if it is about one. */
export interface Fault {
  readonly reason: string;
  readonly statement?: DecidingStatement;
}

/** The outcome of a law that needs no request: refuted by what is wrong; else it holds. */
export function refutedBecause(faults: readonly (string | Fault)[]): Outcome {
  const reasons = faults.map((fault) => (typeof fault === "string" ? fault : fault.reason));
  const statements = faults.flatMap((fault) => (typeof fault === "string" ? [] : (fault.statement ?? [])));
  const [reason, ...others] = reasons;
  if (reason === undefined) return { verdict: "holds", by: "count", runs: 0 };
  return {
    verdict: "refuted",
    by: "count",
    runs: 0,
    reason,
    ...(others.length > 0 && { reasons }),
    ...(statements.length > 0 && { statements }),
  };
}

/** What is wrong with a statement. */
export const faultIn = (
  { source, statement }: Pick<WrittenStatement, "source" | "statement">,
  reason: string,
): Fault => ({
  reason,
  statement: { source, pointer: statement.pointer, sid: statement.sid ?? null },
});
