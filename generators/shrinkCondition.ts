import { type OperatorName, operatorNames } from "../policies/language/policyDocument.js";
import { conditionValues, generatedKeys, plainerOperators } from "./conditionValues.js";
import type { GeneratedCondition } from "./documentJson.js";
import { simpler } from "./simpler.js";

/**
 * Simpler condition blocks, best first: the plainest of all; without an operator, a key or a value of a list; then with
 * a plainer operator, key or value.
 */
export function* shrinkCondition(block: unknown): Iterable<GeneratedCondition> {
  if (!isBlock(block)) return;
  if (JSON.stringify(block) !== JSON.stringify(plainestCondition)) yield plainestCondition;
  const operators = Object.keys(block);
  if (operators.length > 1) for (const operator of operators) yield without(block, operator);
  for (const operator of operators) {
    const keys: Keys = block[operator]!;
    for (const [other, same] of plainer(operator, keys))
      if (!Object.hasOwn(block, other)) yield { ...without(block, operator), [other]: same };
    for (const simple of shrinkKeys(keys, operator)) yield { ...block, [operator]: simple };
  }
}

const plainestCondition: GeneratedCondition = { StringEquals: { "aws:username": "a" } };

type Keys = Readonly<Record<string, unknown>>;

/** Without a quantifier and `IfExists`, then another operator, whose values are strings if those of the first are not. */
function* plainer(operator: string, keys: Keys): Iterable<readonly [operator: string, keys: Keys]> {
  const [, quantifier = "", suffix = ""] = /^(For(?:All|Any)Values?:)?.*?(IfExists)?$/is.exec(operator)!;
  const bare = operator.slice(quantifier.length, operator.length - suffix.length);
  for (const other of new Set([bare, `${bare}${suffix}`, `${quantifier}${bare}`]))
    if (other !== operator) yield [other, keys];
  if (!isOperator(bare)) return;
  const texts = Object.entries(keys).map(([key, value]) => [
    key,
    Array.isArray(value) ? value.map(String) : String(value),
  ]);
  for (const other of plainerOperators(bare))
    yield [`${quantifier}${other}${suffix}`, Object.fromEntries(texts) as Keys];
}

const isOperator = (name: string): name is OperatorName =>
  (operatorNames as readonly string[]).includes(name);

function* shrinkKeys(keys: Keys, operator: string): Iterable<Keys> {
  const names = Object.keys(keys);
  if (names.length > 1) for (const name of names) yield without(keys, name);
  for (const [name, value] of Object.entries(keys)) {
    // a key of the user's own says what the condition is about
    for (const other of generatedKeys.slice(0, Math.max(0, generatedKeys.indexOf(name))))
      if (!names.includes(other)) yield { ...without(keys, name), [other]: value };
    for (const simple of shrinkValue(value, operator)) yield { ...keys, [name]: simple };
  }
}

/** One of a list alone, the list without one, each as it occurs in generated policies earlier. */
function* shrinkValue(value: unknown, operator: string): Iterable<unknown> {
  const name = operator.replace(/^For(?:All|Any)Values?:|IfExists$/gi, "");
  const ladder = isOperator(name) ? conditionValues(name) : [];
  if (!Array.isArray(value)) {
    yield* simpler(ladder, value);
    return;
  }
  yield* value.length === 0 ? ladder.slice(0, 1) : value;
  if (value.length > 2) for (const at of value.keys()) yield value.toSpliced(at, 1);
  for (const [at, one] of value.entries())
    for (const simple of simpler(ladder, one)) yield value.with(at, simple);
}

const isBlock = (value: unknown): value is Readonly<Record<string, Keys>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const without = <T>(block: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(block).filter(([name]) => name !== key));
