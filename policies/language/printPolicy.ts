import { latin1Json } from "../text/latin1Json.js";
import { printOperator } from "./parseOperator.js";
import type { PatternElement, PolicyDocument, PrincipalElement, Statement } from "./policyDocument.js";

type Json = string | readonly string[] | { readonly [name: string]: Json | undefined };
type Printed = Record<string, unknown>;

/**
 * Prints a document as canonical JSON: elements in the order of the grammar, lists sorted and without
 * repetition, one value alone without its list. Documents that differ only in how they were written print
 * alike; parsing the result gives a document with the same meaning.
 *
 * @param indent spaces a level; 0 puts everything on one line
 * @defaultValue 2
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { parsePolicy, printPolicy } from "planproof/policies";
 *
 * const parsed = parsePolicy(
 *   '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}}',
 *   "identity",
 * );
 * assert(parsed.ok);
 * assert.match(printPolicy(parsed.value, 0), /"Action":"s3:GetObject"/);
 * ```
 */
export const printPolicy = (document: PolicyDocument, indent = 2): string =>
  latin1Json(policyJson(document), { indent });

/** The canonical JSON of {@link printPolicy} as a value. */
export const policyJson = (document: PolicyDocument): Printed => ({
  Version: document.version,
  ...(document.id !== undefined && { Id: document.id }),
  Statement: document.statements.map(statementJson),
});

const statementJson = (statement: Statement): Printed => ({
  ...(statement.sid !== undefined && { Sid: statement.sid }),
  Effect: statement.effect,
  ...(statement.principal && {
    [elementName("Principal", statement.principal)]: principalJson(statement.principal),
  }),
  [elementName("Action", statement.action)]: listJson(statement.action.patterns),
  ...(statement.resource && {
    [elementName("Resource", statement.resource)]: listJson(statement.resource.patterns),
  }),
  ...(statement.conditions.length > 0 && { Condition: conditionsJson(statement) }),
});

const elementName = (name: string, { negated }: PatternElement | PrincipalElement): string =>
  negated ? `Not${name}` : name;

function listJson(values: readonly string[]): Json {
  const sorted = [...new Set(values)].sort();
  return sorted.length === 1 ? sorted[0]! : sorted;
}

function principalJson({ principals }: PrincipalElement): Json {
  if (principals.some(({ type }) => type === "*")) return "*";
  const types = [...new Set(principals.map(({ type }) => type))].sort();
  const valuesOf = (type: string) =>
    principals.filter((entry) => entry.type === type).map(({ value }) => value);
  return Object.fromEntries(types.map((type) => [type, listJson(valuesOf(type))]));
}

function conditionsJson({ conditions }: Statement): Json {
  const operators = [...new Set(conditions.map(({ operator }) => printOperator(operator)))].sort();
  const keysOf = (operator: string) =>
    conditions
      .filter((condition) => printOperator(condition.operator) === operator)
      .sort((left, right) => (left.key < right.key ? -1 : 1))
      .map(({ key, values }) => [key, listJson(values)]);
  return Object.fromEntries(operators.map((operator) => [operator, Object.fromEntries(keysOf(operator))]));
}
