import { fillVariables } from "../../generators/near/fillVariables.js";
import { conditionPool, type MaybeValue } from "../../generators/near/keyPool.js";
import type { PolicyVersion, Statement } from "../../policies/language/policyDocument.js";
import { exampleText } from "../../policies/reference/exampleValue.js";
import type { StatementParts } from "./statementParts.js";

/** The part of a request context that one statement asks for; keys that are missing are left out. */
export type StatementContext = Readonly<Record<string, string | readonly string[]>>;

/** The values a context key may have for all conditions of a statement on it to hold, the plainest first. */
export interface KeyCandidates {
  readonly key: string;
  readonly values: readonly MaybeValue[];
}

/** The keys that a statement asks for, by its conditions and by its policy variables. */
export function keyCandidates(parts: StatementParts): readonly KeyCandidates[] {
  const { statement, version } = parts;
  const keys = new Map<string, { readonly key: string; readonly at: number[] }>();
  statement.conditions.forEach(({ key }, at) => {
    const known = keys.get(key.toLowerCase());
    if (known === undefined) keys.set(key.toLowerCase(), { key, at: [at] });
    else known.at.push(at);
  });
  const variables = variableKeys(statement, version).filter((key) => !keys.has(key.toLowerCase()));
  return [
    ...variables.map((key) => ({ key, values: [exampleText(key)] })),
    ...[...keys.values()].map(({ key, at }) => ({ key, values: together(parts, key, at) })),
  ];
}

/** The keys of the policy variables in a statement, each once. */
export const variableKeys = (statement: Statement, version: PolicyVersion): readonly string[] => [
  ...new Set(
    [
      ...(statement.resource?.patterns ?? []),
      ...statement.conditions.flatMap(({ values }) => values),
    ].flatMap((text) => fillVariables(text, version).keys),
  ),
];

/** A missing key comes first where it is enough: the plainest request carries no keys. */
function together(parts: StatementParts, key: string, at: readonly number[]): readonly MaybeValue[] {
  const { statement, version } = parts;
  const pools = at.map((index) => conditionPool(statement.conditions[index]!, version).inside);
  const values = unique([undefined, ...pools.flat()]).filter((value) =>
    at.every((index) => holds(parts, index, contextOf(key, value, parts))),
  );
  return values.length > 0 ? values : unique(pools.flat());
}

/** Whether one condition holds in a context. */
export const holds = (parts: StatementParts, at: number, context: StatementContext): boolean =>
  parts.conditions[at]!({ principal: "*", action: "", resource: "", resourceAccount: "", context });

/** A context with one key, and the examples of the policy variables. */
const contextOf = (
  key: string,
  value: MaybeValue,
  { statement, version }: StatementParts,
): StatementContext => ({
  ...Object.fromEntries(variableKeys(statement, version).map((name) => [name, exampleText(name)])),
  ...(value !== undefined && { [key]: value }),
});

export const unique = <T>(values: readonly T[]): readonly T[] => [
  ...new Map(values.map((value) => [JSON.stringify(value) ?? "undefined", value])).values(),
];

/** A context in which a key has another value; undefined takes it away. */
export function withKey(context: StatementContext, key: string, value: MaybeValue): StatementContext {
  const rest = Object.entries(context).filter(([name]) => name.toLowerCase() !== key.toLowerCase());
  return Object.fromEntries(value === undefined ? rest : [...rest, [key, value]]);
}
