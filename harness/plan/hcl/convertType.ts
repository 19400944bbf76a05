import { setOf } from "./collectionFunctions.js";
import { evaluateExpression } from "./evaluateExpression.js";
import type { Evaluation } from "./evaluation.js";
import type { Expression } from "./expression.js";
import { parseHclTemplate } from "./parseHclTemplate.js";
import { failed, isList, isMap, type PartialMap, type PartialValue, Unknown } from "./partialValue.js";
import { stringOf } from "./stringOf.js";
import { unifyTypes } from "./unifyTypes.js";

/**
 * A value as a variable of a type has it: `type` is the type as it is written in terraform's JSON syntax,
 * `${list(string)}`. Undefined where that is unknown.
 *
 * Source: https://developer.hashicorp.com/terraform/language/expressions/type-constraints
 */
export function convertType(
  value: PartialValue,
  type: string,
  evaluation: Evaluation,
): PartialValue | undefined {
  const [only] = parseHclTemplate(type);
  const expression = typeof only === "string" ? nameOfType(only) : only;
  return expression && convertTo(value, expression, evaluation);
}

/** `any` and the other names of types. */
const nameOfType = (name: string): Expression => ({ kind: "traversal", root: name, keys: [], source: name });

type Converted = PartialValue | undefined;
type Convert = (value: PartialValue) => Converted;
type Collect = (value: PartialValue, inner: Expression, evaluation: Evaluation) => Converted;

function convertTo(value: PartialValue, type: Expression, evaluation: Evaluation): Converted {
  if (value === null || value === failed || value instanceof Unknown) return value;
  if (type.kind === "traversal") return primitives.get(type.root)?.(value);
  const [input] = type.kind === "call" ? type.inputs : [];
  return type.kind === "call" && input !== undefined
    ? collections.get(type.name)?.(value, input, evaluation)
    : undefined;
}

// maps, for a plan may call a type by the name of what every object inherits
const primitives: ReadonlyMap<string, Convert> = new Map(
  Object.entries<Convert>({
    any: (value) => value,
    string: stringOf,
    number: (value) => {
      const isNumber = typeof value === "string" && /^-?(?:0|[1-9]\d{0,14})$/.test(value);
      return isNumber ? Number(value) : typeof value === "number" ? value : undefined;
    },
    bool: (value) =>
      value === "true" ? true : value === "false" ? false : typeof value === "boolean" ? value : undefined,
  }),
);

const collections: ReadonlyMap<string, Collect> = new Map(
  Object.entries<Collect>({
    list: (value, inner, evaluation) => uniform(items(value, inner, evaluation), inner, evaluation),
    set: (value, inner, evaluation) => setOf(items(value, inner, evaluation)),
    map: (value, inner, evaluation) => {
      if (!isMap(value)) return undefined;
      const entries = Object.entries(value).map(
        ([name, member]) => [name, convertTo(member, inner, evaluation)] as const,
      );
      const isConverted = entries.every(([, member]) => member !== undefined);
      return isConverted ? uniform(Object.fromEntries(entries) as PartialMap, inner, evaluation) : undefined;
    },
    tuple: (value, inner, evaluation) => {
      if (!isList(value) || inner.kind !== "list" || inner.items.length !== value.length) return undefined;
      const converted = value.map((item, at) => convertTo(item, inner.items[at]!, evaluation));
      return converted.every((item) => item !== undefined) ? converted : undefined;
    },
    object: (value, inner, evaluation) => {
      if (!isMap(value) || inner.kind !== "object") return undefined;
      const entries = inner.entries.map(([name, type]) => attributeOf(value, { name, type }, evaluation));
      return entries.every((entry) => entry !== undefined)
        ? (Object.fromEntries(entries) as PartialMap)
        : undefined;
    },
  }),
);

function items(
  value: PartialValue,
  inner: Expression,
  evaluation: Evaluation,
): readonly PartialValue[] | undefined {
  const converted = isList(value) ? value.map((item) => convertTo(item, inner, evaluation)) : [undefined];
  return converted.every((item) => item !== undefined) ? converted : undefined;
}

/** Elements of `any` type become one type. */
function uniform(
  value: readonly PartialValue[] | PartialMap | undefined,
  inner: Expression,
  evaluation: Evaluation,
): Converted {
  const isConverted =
    value !== undefined && (!/\bany\b/.test(inner.source) || unifyTypes(Object.values(value), evaluation));
  return isConverted ? value : undefined;
}

/** `name = optional(type, default)`: what is missing or null is the default. */
function attributeOf(
  value: PartialMap,
  { name, type }: { readonly name: Expression; readonly type: Expression },
  evaluation: Evaluation,
): readonly [string, PartialValue] | undefined {
  const [inner = type, otherwise] = type.kind === "call" && type.name === "optional" ? type.inputs : [];
  if (name.kind !== "literal" && name.kind !== "template") return undefined;
  const key = String(evaluateExpression(name, () => failed, evaluation));
  const own = Object.hasOwn(value, key) ? value[key]! : null;
  if (own === null && inner === type && !Object.hasOwn(value, key)) return undefined;
  const given =
    own === null && otherwise !== undefined ? evaluateExpression(otherwise, () => failed, evaluation) : own;
  const converted = convertTo(given, inner, evaluation);
  return converted === undefined || converted === failed ? undefined : [key, converted];
}
