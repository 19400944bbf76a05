import type { Decision, Request } from "../../policies/language/request.js";
import { type Diagnostic, failure, failures, type Result, success } from "../../policies/text/diagnostic.js";
import { expectedMember, jsonMember, stringValue } from "../../policies/text/jsonMember.js";
import type { JsonNode, JsonObject } from "../../policies/text/jsonNode.js";
import { parseJson } from "../../policies/text/parseJson.js";
import { readRequest, readWrittenRequest, type WrittenRequest } from "./readRequest.js";

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
  /** the target that it was made of, where it says so */
  readonly target?: string;
}

/** One case of a corpus that names a target in place of policies. */
export interface TargetRow {
  readonly id: string;
  readonly line: number;
  readonly target: string;
  readonly request: WrittenRequest;
  readonly expected: Decision;
  /** the properties that the request violated when it was saved */
  readonly properties?: readonly string[];
}

/** A row of a corpus: a case with its policies, a case of a target, or a part of the head. */
export type CorpusRow =
  | { readonly kind: "policies"; readonly row: CaseRow }
  | { readonly kind: "target"; readonly row: TargetRow }
  | { readonly kind: "head"; readonly node: JsonObject };

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

/** The same for a line that may also belong to the head, or name its target. */
export function readCorpusRow(line: string, lineNumber: number): Result<CorpusRow> {
  const json = parseJson(line);
  const read = json.ok ? readAny(json.value, line, lineNumber) : json;
  return read.ok ? read : failures(read.diagnostics.map((diagnostic) => inLine(diagnostic, lineNumber)));
}

function readAny(row: JsonNode, line: string, lineNumber: number): Result<CorpusRow> {
  const has = (key: string) => jsonMember(row, key) !== undefined;
  if (row.type === "object" && !has("id") && ["corpus", "document", "target"].some(has)) {
    return success({ kind: "head", node: row });
  }
  if (!has("target") || has("policies")) {
    const read = readObject(row, line, lineNumber);
    return read.ok ? success({ kind: "policies", row: read.value }) : read;
  }
  const [target, common] = [stringValue(jsonMember(row, "target")), readCommon(row)];
  if (target === undefined) return failure(expectedMember(row, "target", "the name of a target of the head"));
  if (!common.ok) return common;
  const { request: node, ...rest } = common.value;
  const request = readWrittenRequest(node);
  if (!request.ok) return request;
  const properties = propertiesIn(jsonMember(row, "property"));
  return success({
    kind: "target",
    row: { ...rest, line: lineNumber, target, request: request.value, ...(properties[0] && { properties }) },
  });
}

const propertiesIn = (node: JsonNode | undefined): readonly string[] =>
  (node?.type === "array" ? node.items : [node]).flatMap((one) => stringValue(one) ?? []);

function readObject(row: JsonNode, line: string, lineNumber: number): Result<CaseRow> {
  if (row.type !== "object") return failure(notACase(row));
  const policies = jsonMember(row, "policies");
  const common = readCommon(row, () =>
    policies?.type === "object" ? [] : [expectedMember(row, "policies", "an object with `identity`")],
  );
  if (!common.ok) return common;
  const { request: node, ...rest } = common.value;
  const request = readRequest(node);
  if (!request.ok) return request;
  const target =
    stringValue(jsonMember(row, "target")) ?? stringValue(jsonMember(jsonMember(row, "origin"), "target"));
  return success({
    ...rest,
    line: lineNumber,
    request: request.value,
    policies: policies as JsonObject,
    policiesText: slice(row, "policies", line),
    ...(target !== undefined && { target }),
  });
}

/** What every case has. */
function readCommon(
  row: JsonNode,
  more: () => readonly Diagnostic[] = () => [],
): Result<{ readonly id: string; readonly request: JsonNode; readonly expected: Decision }> {
  const id = stringValue(jsonMember(row, "id"));
  const decision = stringValue(jsonMember(row, "expected"));
  const request = jsonMember(row, "request");
  if (row.type === "object" && !caseKeys.some((key) => jsonMember(row, key)))
    return failure(notOfACorpus(row));
  if (id === undefined) return failure(expectedMember(row, "id", "a string that names the case"));
  const others = more();
  if (others.length > 0) return failures(others);
  if (request === undefined) return failure(expectedMember(row, "request", "the request that is decided"));
  if (!isDecision(decision))
    return failure(expectedMember(row, "expected", `one of ${decisions.join(", ")}`));
  return success({ id, request, expected: decision });
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

const caseKeys = ["id", "request", "expected"];

const notOfACorpus = (row: JsonNode): Diagnostic => ({
  code: "not-a-case",
  severity: "error",
  message: "this is not a case: it has none of `id`, `request` and `expected`",
  position: row.position,
  hint: "name a corpus, as `planproof corpus generate` writes it; a plan or policy is named with `--against`",
});

const notACase = (row: JsonNode): Diagnostic => ({
  code: "not-a-case",
  severity: "error",
  message: "a case is an object",
  position: row.position,
  hint: "write an object with `id`, `policies`, `request` and `expected`",
});
