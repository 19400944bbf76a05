import { fillVariables } from "../../generators/near/fillVariables.js";
import { conditionPool, type MaybeValue } from "../../generators/near/keyPool.js";
import type { PolicyVersion, Statement } from "../../policies/language/policyDocument.js";
import type { Request } from "../../policies/language/request.js";
import { exampleText } from "../../policies/reference/exampleValue.js";
import { fillStatement, type VariableValues } from "./variableValues.js";

/** The part of a request context that one statement asks for; keys that are missing are left out. */
export type StatementContext = Readonly<Record<string, string | readonly string[]>>;

/** A statement and its conditions, prepared one by one. */
export interface PreparedStatement {
  readonly statement: Statement;
  readonly version: PolicyVersion;
  readonly conditions: readonly ((request: Request) => boolean)[];
}

/** The plainest context in which all conditions of a statement hold, its variables filled with some values. */
export function baseContext(parts: PreparedStatement, variables: VariableValues): StatementContext {
  const conditioned = conditionedKeys(parts.statement);
  const free = variableKeys(parts.statement, parts.version).filter(
    (key) => !conditioned.has(key.toLowerCase()),
  );
  let context: StatementContext = {};
  for (const key of free) context = withKey(context, key, variables.get(key.toLowerCase()));
  for (const one of conditioned.values())
    context = withKey(context, one.key, together(parts, one, variables)[0]);
  return context;
}

/**
 * A value for each policy variable of a statement: the example of its key, or where conditions of the statement refuse
 * that, the first value that they allow.
 */
export function valuesOfVariables(parts: PreparedStatement): VariableValues {
  const keys = variableKeys(parts.statement, parts.version);
  const values = new Map(keys.map((key) => [key.toLowerCase(), exampleText(key)]));
  if (values.size === 0) return values;
  for (const [folded, one] of conditionedKeys(parts.statement)) {
    if (!values.has(folded)) continue;
    const text = together(parts, one, values).find((value) => typeof value === "string");
    if (text !== undefined) values.set(folded, text);
  }
  return values;
}

interface ConditionedKey {
  readonly key: string;
  /** places of the conditions on it */
  readonly at: readonly number[];
}

/** The keys of the conditions of a statement, by their names in lower case. */
function conditionedKeys({ conditions }: Statement): ReadonlyMap<string, ConditionedKey> {
  const keys = new Map<string, ConditionedKey>();
  conditions.forEach(({ key }, at) => {
    const known = keys.get(key.toLowerCase());
    keys.set(key.toLowerCase(), { key: known?.key ?? key, at: [...(known?.at ?? []), at] });
  });
  return keys;
}

/** The keys of the policy variables in a statement, each once. */
const variableKeys = (statement: Statement, version: PolicyVersion): readonly string[] => [
  ...new Set(
    [
      ...(statement.resource?.patterns ?? []),
      ...statement.conditions.flatMap(({ values }) => values),
    ].flatMap((text) => fillVariables(text, version).keys),
  ),
];

/**
 * The values with which all conditions on a key hold, the plainest first: what the policy variable of the key is filled
 * with; where it has none, a missing key, for the plainest request has no keys.
 */
function together(
  parts: PreparedStatement,
  { key, at }: ConditionedKey,
  variables: VariableValues,
): readonly MaybeValue[] {
  const { conditions } = fillStatement(parts.statement, parts.version, variables);
  const pools = at.map((index) => conditionPool(conditions[index]!, parts.version).inside);
  const examples: StatementContext = Object.fromEntries(variables);
  const values = unique([variables.get(key.toLowerCase()), ...pools.flat()]).filter((value) =>
    at.every((index) => holds(parts, index, withKey(examples, key, value))),
  );
  return values.length > 0 ? values : unique(pools.flat());
}

/** Whether one condition holds in a context. */
export const holds = (parts: PreparedStatement, at: number, context: StatementContext): boolean =>
  parts.conditions[at]!({ principal: "*", action: "", resource: "", resourceAccount: "", context });

const unique = <T>(values: readonly T[]): readonly T[] => [
  ...new Map(values.map((value) => [JSON.stringify(value) ?? "undefined", value])).values(),
];

/** A context in which a key has another value; undefined takes it away. */
export function withKey(context: StatementContext, key: string, value: MaybeValue): StatementContext {
  const rest = Object.entries(context).filter(([name]) => name.toLowerCase() !== key.toLowerCase());
  return Object.fromEntries(value === undefined ? rest : [...rest, [key, value]]);
}
