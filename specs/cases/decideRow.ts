import { readPolicies } from "../../harness/corpus/readPolicies.js";
import { type CaseRow, readRow } from "../../harness/corpus/readRow.js";
import { authorize } from "../../policies/evaluate/authorize.js";
import { compile } from "../../policies/evaluate/compile.js";
import { type Explanation, explain } from "../../policies/evaluate/explain.js";
import type { Decision } from "../../policies/language/request.js";

/** What the evaluator makes of a case row. */
export interface DecidedRow {
  readonly row: CaseRow;
  readonly decision: Decision;
  /** absent when a document of the row is refused: there is nothing to explain then */
  readonly explanation?: Explanation;
}

/** @throws Error when the line is not a case row */
export function decideRow(line: string, lineNumber: number): DecidedRow {
  const read = readRow(line, lineNumber);
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  const row = read.value;
  const policies = readPolicies(row.policies);
  if (policies.kind === "unreadable") throw new Error(JSON.stringify(policies.diagnostics));
  if (policies.kind === "refused") return { row, decision: "implicitDeny" };
  const compiled = compile(policies.policies);
  return {
    row,
    decision: authorize(compiled, row.request),
    explanation: explain(compiled, row.request),
  };
}
