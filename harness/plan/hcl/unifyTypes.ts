import type { Evaluation } from "./evaluation.js";
import { isList, isMap, isSet, type PartialMap, type PartialValue, Unknown } from "./partialValue.js";

/**
 * Whether terraform gives several values one type without converting any of them: strings stay strings, lists of
 * strings too. Numbers and booleans become strings next to strings, inside objects as well; a list next to an object
 * is refused.
 *
 * Source: https://developer.hashicorp.com/terraform/language/expressions/conditionals#result-types
 */
export const unifyTypes = (values: readonly PartialValue[], evaluation: Evaluation): boolean =>
  keepsTypes(values, [], evaluation);

/**
 * Whether one of two values keeps its type where either may be the result, as in a condition.
 *
 * Source: https://developer.hashicorp.com/terraform/language/expressions/conditionals#result-types
 */
export const staysSameType = (chosen: PartialValue, other: PartialValue, evaluation: Evaluation): boolean =>
  keepsTypes([chosen], [other], evaluation);

type Values = readonly PartialValue[];

/** Whether values keep their types next to others, which may be converted. */
function keepsTypes(kept: Values, beside: Values, evaluation: Evaluation): boolean {
  const [own, others] = [kept.filter(isPresent), beside.filter(isPresent)];
  const all = [...own, ...others];
  // lists in lists are looked at in two ways each
  if (!evaluation.spend(all.length)) return false;
  if (all.some((value) => value instanceof Unknown)) return own.every(isOfTexts);
  if (all.every(isScalar)) return own.every(isOfTexts) || new Set(all.map(kindOf)).size < 2;
  if (all.every(isList)) {
    const isOneKind = all.every((list) => isSet(list) === isSet(all[0]!));
    const isSettled = own.length + others.length < 2 || keepsTypes(own.flat(), others.flat(), evaluation);
    return (
      isOneKind &&
      (isSettled || keepsColumns(own as readonly PartialMap[], others as readonly PartialMap[], evaluation))
    );
  }
  if (!all.every(isMap)) return false;
  const [mine, theirs] = [own as readonly PartialMap[], others as readonly PartialMap[]];
  return (
    all.length < 2 ||
    keepsColumns(mine, theirs, evaluation) ||
    keepsTypes(mine.flatMap(members), theirs.flatMap(members), evaluation)
  );
}

/** Objects with the same members, and lists of one length, are converted member by member. */
function keepsColumns(
  own: readonly PartialMap[],
  others: readonly PartialMap[],
  evaluation: Evaluation,
): boolean {
  const all = [...own, ...others];
  const names = Object.keys(all[0]!);
  const isEven = all.every(
    (value) =>
      Object.keys(value).length === names.length && names.every((name) => Object.hasOwn(value, name)),
  );
  const column = (values: readonly PartialMap[], name: string) => values.map((value) => value[name]!);
  return isEven && names.every((name) => keepsTypes(column(own, name), column(others, name), evaluation));
}

const members = (map: PartialMap): Values => Object.values(map);

const isPresent = (value: PartialValue): boolean => value !== null;

const isScalar = (value: PartialValue): boolean => !isList(value) && !isMap(value);

const kindOf = (value: PartialValue): string => (typeof value === "object" ? "string" : typeof value);

/** Everything unknown may be a string: next to it a number may become a string. */
function isOfTexts(value: PartialValue): boolean {
  if (isList(value) || isMap(value)) return Object.values(value).every(isOfTexts);
  return value === null || kindOf(value) === "string";
}
