import { failures, type Result, success } from "../text/diagnostic.js";
import { jsonMember, stringValue } from "../text/jsonMember.js";
import type { JsonNode } from "../text/jsonNode.js";
import { parseJson } from "../text/parseJson.js";
import { checkCharacters, findLoneSurrogates } from "./checkCharacters.js";
import { keeperRules } from "./keeperRules.js";
import { kindRules } from "./kindRules.js";
import type { PolicyDocument, PolicyKind, PolicyVersion, Statement } from "./policyDocument.js";
import type { PolicyPlace } from "./policyPlace.js";
import { ReadContext, readMembers } from "./readContext.js";
import { readStatement } from "./readStatement.js";

const versions: readonly string[] = ["2012-10-17", "2008-10-17"] satisfies PolicyVersion[];

/**
 * Parses the JSON of a policy document into normal form.
 *
 * What AWS rejects in a policy of that kind is refused: every problem found is a diagnostic with line and
 * column, and no document is returned. Oddities that AWS stores, such as a policy variable under a
 * version that has none, are warnings.
 *
 * @param place what else is known of the document
 * @defaultValue `place`: nothing is known
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { parsePolicy } from "planproof/policies";
 *
 * const parsed = parsePolicy('{"Statement":{"Effect":"Permit","Action":"*","Resource":"*"}}', "identity");
 * assert(!parsed.ok);
 * assert.equal(parsed.diagnostics[0]?.code, "invalid-effect");
 * ```
 */
export function parsePolicy(text: string, kind: PolicyKind, place: PolicyPlace = {}): Result<PolicyDocument> {
  const json = parseJson(text);
  if (!json.ok) return json;
  const read = readPolicy(json.value, kind, place);
  const forbidden = checkCharacters(text, kind);
  const diagnostics = [...json.diagnostics, ...forbidden, ...read.diagnostics];
  return read.ok && forbidden.length === 0 ? success(read.value, diagnostics) : failures(diagnostics);
}

/** The same for JSON that is parsed already, such as a document inside a larger file. */
export function readPolicy(
  node: JsonNode,
  kind: PolicyKind,
  place: PolicyPlace = {},
): Result<PolicyDocument> {
  const context = new ReadContext({ kind, version: versionOf(node), place }, [...findLoneSurrogates(node)]);
  const document = readDocument(context, node);
  const refused = context.diagnostics.some(({ severity }) => severity === "error");
  return document === undefined || refused
    ? failures(context.diagnostics)
    : success(document, context.diagnostics);
}

/** Without a `Version` the older one is in force, which has no policy variables. */
const versionOf = (node: JsonNode): PolicyVersion =>
  stringValue(jsonMember(node, "Version")) === "2012-10-17" ? "2012-10-17" : "2008-10-17";

function readDocument(context: ReadContext, node: JsonNode): PolicyDocument | undefined {
  if (node.type !== "object") {
    context.expected(node, "a policy document, which is an object");
    return undefined;
  }
  const members = readMembers(context, node, ["Version", "Id", "Statement"]);
  checkVersion(context.at("Version"), members.get("Version") ?? node, members.has("Version"));
  const id = readId(context.at("Id"), members.get("Id"));
  const statement = members.get("Statement");
  if (statement === undefined) {
    const hint = 'write `"Statement": [{ "Effect": …, "Action": …, "Resource": … }]`';
    context.error(node, "missing-statement", "the policy has no `Statement`", hint);
    return undefined;
  }
  const statements = readStatements(context.at("Statement"), statement);
  return { version: context.version, ...(id !== undefined && { id }), statements };
}

function checkVersion(context: ReadContext, node: JsonNode, isWritten: boolean): void {
  const { kind, place } = context;
  const { name, newVersion = false } = { ...kindRules[kind], ...(place.keeper && keeperRules[place.keeper]) };
  if (isWritten && node.type !== "string") context.expected(node, "a version");
  else if (isWritten && node.type === "string" && !versions.includes(node.value)) {
    const hint = `write one of ${versions.join(", ")}`;
    context.error(node, "unknown-version", `unknown policy version \`${node.value}\``, hint);
  } else if (newVersion && context.version !== "2012-10-17") {
    const hint = 'write `"Version": "2012-10-17"`';
    context.error(node, "old-version", `${name} must be of version 2012-10-17`, hint);
  }
}

function readId(context: ReadContext, node: JsonNode | undefined): string | undefined {
  if (node === undefined) return undefined;
  const rules = kindRules[context.kind];
  if (rules.id === "forbidden") {
    context.error(node, "forbidden-element", `${rules.name} does not accept \`Id\``, "leave `Id` out");
  }
  if (node.type === "string") return node.value;
  context.expected(node, "a string");
  return undefined;
}

function readStatements(context: ReadContext, node: JsonNode): readonly Statement[] {
  const nodes = node.type === "array" ? node.items : [node];
  if (nodes.length === 0) {
    const hint = "write a statement, or leave the policy out";
    context.error(node, "no-statements", "the policy has no statements", hint);
  }
  const sids = new Map<string, number>();
  const statements: Statement[] = [];
  nodes.forEach((item, index) => {
    const here = node.type === "array" ? context.at(index) : context;
    const statement = readStatement(here, item, index);
    if (statement === undefined) return;
    statements.push(statement);
    if (statement.sid !== undefined) checkUnique(here, item, sids, statement.sid);
  });
  return statements;
}

function checkUnique(context: ReadContext, node: JsonNode, lines: Map<string, number>, sid: string): void {
  const line = lines.get(sid);
  if (line === undefined) lines.set(sid, node.position.line);
  else {
    const hint = `the other one is on line ${line}`;
    context.at("Sid").error(node, "duplicate-sid", `the Sid \`${sid}\` occurs twice in the policy`, hint);
  }
}
