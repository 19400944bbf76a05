import { readPolicy } from "../../policies/language/parsePolicy.js";
import type { PolicySet } from "../../policies/language/policySet.js";
import { type Diagnostic, failure, failures, type Result, success } from "../../policies/text/diagnostic.js";
import { expectedMember, jsonMember, stringValue } from "../../policies/text/jsonMember.js";
import type { JsonNode } from "../../policies/text/jsonNode.js";
import { parseJson } from "../../policies/text/parseJson.js";

/** Two documents to be compared. */
export interface Pair {
  readonly id: string;
  readonly left: PolicySet;
  readonly right: PolicySet;
}

/**
 * Reads one line of a file of pairs: `{"id","left":DOCUMENT,"right":DOCUMENT}`. A document with principals is
 * read as a resource policy. Positions are those in the file.
 */
export function readPair(line: string, lineNumber: number): Result<Pair> {
  const json = parseJson(line);
  const read = json.ok ? readSides(json.value) : json;
  return read.ok ? read : failures(read.diagnostics.map((diagnostic) => inLine(diagnostic, lineNumber)));
}

function readSides(row: JsonNode): Result<Pair> {
  const id = stringValue(jsonMember(row, "id"));
  if (id === undefined) return failure(expectedMember(row, "id", "a string that names the pair"));
  const [left, right] = [readSide(row, "left"), readSide(row, "right")];
  if (!left.ok) return left;
  return right.ok ? success({ id, left: left.value, right: right.value }) : right;
}

function readSide(row: JsonNode, side: "left" | "right"): Result<PolicySet> {
  const node = jsonMember(row, side);
  if (node === undefined) return failure(expectedMember(row, side, "a policy document"));
  const named = hasPrincipal(node);
  const document = readPolicy(node, named ? "resource" : "identity");
  if (!document.ok) return document;
  const policy = { source: side, document: document.value };
  return success(named ? { identity: [], resource: policy } : { identity: [policy] });
}

function hasPrincipal(document: JsonNode): boolean {
  const statement = jsonMember(document, "Statement");
  const statements = statement?.type === "array" ? statement.items : statement ? [statement] : [];
  return statements.some((one) =>
    ["Principal", "NotPrincipal"].some((key) => jsonMember(one, key) !== undefined),
  );
}

const inLine = (diagnostic: Diagnostic, line: number): Diagnostic => ({
  ...diagnostic,
  position: { column: 1, offset: 0, ...diagnostic.position, line },
});
