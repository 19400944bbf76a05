import type {
  Condition,
  OperatorName,
  PolicyVersion,
  Statement,
} from "../../policies/language/policyDocument.js";
import type { ContextValue } from "../../policies/language/request.js";
import { exampleText, exampleValue, isMultivalued } from "../../policies/reference/exampleValue.js";
import { fillValue, fillVariables } from "./fillVariables.js";
import { nearValues } from "./nearValues.js";
import { distinct, mergePools, opposite, type Pool } from "./pool.js";

/** A context key's value in a request; undefined where the request does not carry the key. */
export type MaybeValue = ContextValue | undefined;

/** What some conditions distinguish of one context key. */
export interface KeyPool {
  readonly key: string;
  /** values that satisfy a condition on it, most readable first */
  readonly inside: readonly MaybeValue[];
  /** values that just do not */
  readonly outside: readonly MaybeValue[];
}

/**
 * The keys of a statement's conditions, with the keys of its policy variables: those have only the
 * example value inside, for that is what the other pools put in their place.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
 */
export function keyPools(statement: Statement, version: PolicyVersion): readonly KeyPool[] {
  const conditioned = statement.conditions.map((condition) => conditionPool(condition, version));
  const texts = [
    ...(statement.resource?.patterns ?? []),
    ...statement.conditions.flatMap(({ values }) => values),
  ];
  const variables = distinct(texts.flatMap((text) => fillVariables(text, version).keys)).map(variablePool);
  return mergeKeyPools([...conditioned, ...variables]);
}

/** One pool a key; keys are compared without regard to case. */
export function mergeKeyPools(pools: readonly KeyPool[]): readonly KeyPool[] {
  const byKey = new Map<string, KeyPool>();
  for (const pool of pools) {
    const folded = pool.key.toLowerCase();
    const known = byKey.get(folded);
    byKey.set(folded, known === undefined ? pool : bothPools(known, pool));
  }
  return [...byKey.values()];
}

const bothPools = (one: KeyPool, other: KeyPool): KeyPool => ({
  key: one.key,
  inside: distinctValues([...one.inside, ...other.inside]),
  outside: distinctValues([...one.outside, ...other.outside]),
});

const distinctValues = (values: readonly MaybeValue[]): readonly MaybeValue[] => [
  ...new Map(values.map((value) => [JSON.stringify(value), value])).values(),
];

/** What one condition distinguishes of its key. */
export function conditionPool(condition: Condition, version: PolicyVersion): KeyPool {
  const { key, operator, values } = condition;
  if (operator.name === "Null") return { key, ...presence(key, values) };
  const texts = values.map((value) => fillValue(operator.name, value, version));
  const single = textPool(operator.name, texts);
  const { inside, outside } = operator.quantifier
    ? lists(operator.quantifier, single)
    : { inside: single.inside.map(asValueOf(key)), outside: single.outside.map(asValueOf(key)) };
  return holdsWhenAbsent(condition)
    ? { key, inside: [...inside, undefined], outside }
    : { key, inside, outside: [undefined, ...outside] };
}

function presence(key: string, values: readonly string[]): Omit<KeyPool, "key"> {
  const present = [exampleValue(key), isMultivalued(key) ? ["example", "other"] : "other"];
  const absent = [undefined, isMultivalued(key) ? [] : ""];
  return values.some((value) => value.toLowerCase() === "true")
    ? { inside: absent, outside: present }
    : { inside: present, outside: absent };
}

/** A negated operator is met by what none of its values matches, any other by what one of them does. */
function textPool(name: Exclude<OperatorName, "Null">, values: readonly string[]): Pool {
  const pools = values.map((value) => nearValues(name, value));
  return isNegated(name) ? opposite(mergePools(pools.map(opposite))) : mergePools(pools);
}

function lists(quantifier: "ForAllValues" | "ForAnyValue", { inside, outside }: Pool) {
  const in1 = inside[0] ?? "example";
  const out1 = outside[0] ?? "other";
  const mixed = [in1, out1];
  const only = (values: readonly string[]): readonly ContextValue[] => values.map((value) => [value]);
  const pair = inside.length > 1 ? [inside.slice(0, 2)] : [];
  return quantifier === "ForAllValues"
    ? { inside: [...only(inside), ...pair, []], outside: [...only(outside), mixed] }
    : { inside: [...only(inside), ...pair, mixed], outside: [...only(outside), []] };
}

const asValueOf =
  (key: string) =>
  (text: string): ContextValue =>
    isMultivalued(key) ? [text] : text;

const isNegated = (name: OperatorName): boolean => name.includes("Not");

/** Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const holdsWhenAbsent = ({ operator }: Condition): boolean =>
  operator.quantifier === "ForAllValues" ||
  (operator.quantifier !== "ForAnyValue" && (operator.ifExists || isNegated(operator.name)));

const variablePool = (key: string): KeyPool => ({
  key,
  inside: [exampleText(key)],
  outside: ["other", undefined],
});
