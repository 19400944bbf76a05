import { compareUtf8 } from "./compareUtf8.js";
import { type Evaluation, largestValue } from "./evaluation.js";
import type { Expression } from "./expression.js";
import {
  failed,
  isCounted,
  isList,
  isMap,
  type PartialMap,
  type PartialValue,
  Unknown,
  unknownFrom,
} from "./partialValue.js";
import { extendScope, type Scope } from "./scope.js";
import { concatStrings } from "./stringOf.js";

type Loop = Extract<Expression, { readonly kind: "loop" }>;
type Evaluate = (expression: Expression, names: Scope, evaluation: Evaluation) => PartialValue;

/**
 * The list or object that a `for` expression makes; undefined where what it runs over, or its test, is unknown.
 *
 * Source: https://developer.hashicorp.com/terraform/language/expressions/for
 */
export function evaluateLoop(
  loop: Loop,
  names: Scope,
  { evaluation, evaluate }: { readonly evaluation: Evaluation; readonly evaluate: Evaluate },
): PartialValue | undefined {
  const rounds = roundsOf(loop, evaluate(loop.over, names, evaluation));
  if (rounds === undefined || rounds === failed) return rounds as undefined;
  const made: Made[] = [];
  let weight = 0;
  for (const bound of rounds as readonly Bound[]) {
    if (!evaluation.spend(1)) return undefined;
    const inner = extendScope(names, bound);
    const test = loop.test === undefined ? true : evaluate(loop.test, inner, evaluation);
    if (typeof test !== "boolean") return test === failed ? failed : undefined;
    if (!test) continue;
    const name = loop.name && concatStrings([evaluate(loop.name, inner, evaluation)], evaluation);
    const value = evaluate(loop.makes, inner, evaluation);
    weight += evaluation.sizeOf(value);
    if (weight > largestValue) return undefined;
    made.push({ name, value: repeated(bound, value) });
  }
  if (made.some(({ name, value }) => name === failed || value === failed)) return failed;
  return loop.name === undefined ? made.map(({ value }) => value) : objectOf(made, loop.groups);
}

type Bound = Readonly<Record<string, PartialValue>>;

interface Made {
  /** of a member of an object */
  readonly name: PartialValue | undefined;
  readonly value: PartialValue;
}

/** Members are in the order of their names. It is unknown whether a list is a set, whose keys are its values. */
function roundsOf(loop: Loop, over: PartialValue): readonly Bound[] | typeof failed | undefined {
  const bound = (value: PartialValue, key: PartialValue): Bound => ({
    ...(loop.key !== undefined && { [loop.key]: key }),
    [loop.value]: value,
  });
  if (over === failed || over === null) return failed;
  if (isMap(over)) {
    return Object.keys(over)
      .toSorted(compareUtf8)
      .map((name) => bound(over[name]!, name));
  }
  if (!isList(over) || (loop.name !== undefined && !isCounted(over))) return undefined;
  return over.map((item) => bound(item, unknownFrom(loop.over.source, [])));
}

/** What is made of any number of items is any number of items. */
function repeated(bound: Bound, value: PartialValue): PartialValue {
  const isMany = Object.values(bound).some((item) => item instanceof Unknown && item.about.isMany === true);
  return isMany ? unknownFrom("for", [value, ...Object.values(bound)], true) : value;
}

function objectOf(made: readonly Made[], groups: boolean): PartialValue | undefined {
  const members = new Map<string, PartialValue[]>();
  for (const { name, value } of made) {
    if (typeof name !== "string") return undefined;
    const same = members.get(name);
    if (same === undefined) members.set(name, [value]);
    else same.push(value);
  }
  const isClear = groups || [...members.values()].every(({ length }) => length === 1);
  const entries = [...members].map(([name, values]) => [name, groups ? values : values[0]!]);
  return isClear ? (Object.fromEntries(entries) as PartialMap) : failed;
}
