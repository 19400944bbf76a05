import type { Decision, Request } from "../../policies/language/request.js";
import { type Diagnostic, failure, failures, type Result, success } from "../../policies/text/diagnostic.js";
import { expectedMember, jsonMember, stringValue } from "../../policies/text/jsonMember.js";
import type { JsonNode, JsonObject } from "../../policies/text/jsonNode.js";
import { parseJson } from "../../policies/text/parseJson.js";
import { readRequest } from "./readRequest.js";

/** One case of a corpus, with what a replay needs. */
export interface CaseRow {
  readonly id: string;
  /** counts from 1 */
  readonly line: number;
  readonly request: Request;
  readonly expected: Decision;
  /** the policies, not looked into yet; {@link readPolicies} does */
  readonly policies: JsonObject;
  /** the policies as they were written: rows with the same string have the same policies */
  readonly policiesText: string;
}

const decisions: readonly string[] = ["allowed", "explicitDeny", "implicitDeny"] satisfies Decision[];

/**
 * Reads one line of a corpus. Keys that are not known are ignored; the positions of diagnostics are those in
 * the file.
 */
export function readRow(line: string, lineNumber: number): Result<CaseRow> {
  const json = parseJson(line);
  const read = json.ok ? readObject(json.value, line, lineNumber) : json;
  return read.ok ? read : failures(read.diagnostics.map((diagnostic) => inLine(diagnostic, lineNumber)));
}

function readObject(row: JsonNode, line: string, lineNumber: number): Result<CaseRow> {
  if (row.type !== "object") return failure(notACase(row));
  const id = stringValue(jsonMember(row, "id"));
  const policies = jsonMember(row, "policies");
  const decision = stringValue(jsonMember(row, "expected"));
  const request = jsonMember(row, "request");
  if (id === undefined) return failure(expectedMember(row, "id", "a string that names the case"));
  if (policies?.type !== "object")
    return failure(expectedMember(row, "policies", "an object with `identity`"));
  if (request === undefined) return failure(expectedMember(row, "request", "the request that is decided"));
  if (!isDecision(decision))
    return failure(expectedMember(row, "expected", `one of ${decisions.join(", ")}`));
  const read = readRequest(request);
  if (!read.ok) return read;
  const policiesText = slice(row, "policies", line);
  return success({ id, line: lineNumber, request: read.value, expected: decision, policies, policiesText });
}

const isDecision = (word: string | undefined): word is Decision =>
  word !== undefined && decisions.includes(word);

/** The value of a key as it was written: up to the comma before the next key, or the brace that closes the row. */
function slice(row: JsonObject, key: string, line: string): string {
  const index = row.members.findIndex((candidate) => candidate.key.value === key);
  const start = row.members[index]?.value.position.offset;
  const next = row.members[index + 1]?.key.position.offset;
  return line.slice(start, next).replace(next === undefined ? /\s*\}\s*$/ : /\s*,\s*$/, "");
}

const inLine = (diagnostic: Diagnostic, line: number): Diagnostic =>
  diagnostic.position === undefined
    ? { ...diagnostic, position: { line, column: 1, offset: 0 } }
    : { ...diagnostic, position: { ...diagnostic.position, line } };

const notACase = (row: JsonNode): Diagnostic => ({
  code: "not-a-case",
  severity: "error",
  message: "a case is an object",
  position: row.position,
  hint: "write an object with `id`, `policies`, `request` and `expected`",
});
