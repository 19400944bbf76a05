import { evaluateParts } from "./evaluateExpression.js";
import { Evaluation } from "./evaluation.js";
import { parseHclTemplate } from "./parseHclTemplate.js";
import { failed, type PartialMap, type PartialValue, unknownFrom } from "./partialValue.js";
import type { Scope } from "./scope.js";
import { concatStrings, isExact } from "./stringOf.js";

/**
 * Evaluates a value of terraform's JSON syntax, in which every string is a template, to the extent that its names are known.
 *
 * @param evaluation the one that it is part of; default: a new one
 *
 * Source: https://developer.hashicorp.com/terraform/language/syntax/json#expression-mapping
 */
export function evaluateTemplate(
  value: unknown,
  names: Scope,
  evaluation: Evaluation = new Evaluation(),
): PartialValue {
  const evaluated = evaluation.nested(() => evaluateInside(value, names, evaluation));
  return evaluated === undefined ? unknownFrom("", []) : evaluated;
}

function evaluateInside(value: unknown, names: Scope, evaluation: Evaluation): PartialValue {
  if (typeof value === "string") {
    const evaluated = evaluateParts(parseHclTemplate(value), names, evaluation);
    return evaluated === undefined ? unknownFrom(value, []) : evaluated;
  }
  if (typeof value === "number") return isExact(value) ? value : unknownFrom(String(value), []);
  if (typeof value === "boolean") return value;
  if (typeof value !== "object" || value === null) return null;
  if (Array.isArray(value)) {
    const items = value.map((item) => evaluateTemplate(item, names, evaluation));
    return items.includes(failed) ? failed : items;
  }
  const keys = Object.keys(value).map((key) =>
    concatStrings([evaluateTemplate(key, names, evaluation)], evaluation),
  );
  const values = Object.values(value).map((inner) => evaluateTemplate(inner, names, evaluation));
  if ([...keys, ...values].includes(failed)) return failed;
  // of two of one name the last counts, and their order is lost
  return keys.every((key) => typeof key === "string") && new Set(keys).size === keys.length
    ? (Object.fromEntries(keys.map((key, at) => [key, values[at]!])) as PartialMap)
    : unknownFrom("{}", [...keys.filter((key) => key !== undefined), ...values]);
}
