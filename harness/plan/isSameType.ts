import { isList, isMap, type PartialValue } from "./partialValue.js";

/**
 * Whether terraform gives several values one type without converting any of them: texts stay texts, lists of
 * texts too. Numbers and booleans become texts beside texts, inside of objects as well.
 *
 * Source: https://developer.hashicorp.com/terraform/language/expressions/conditionals#result-types
 */
export const isSameType = (values: readonly PartialValue[]): boolean => {
  const told = values.filter((value) => value !== null);
  const kinds = new Set(told.flatMap(scalarKinds));
  return kinds.size < 2 || told.every((value) => shapeOf(value) === shapeOf(told[0]!));
};

/**
 * Whether one of two values stays as it is where both stand for the same, as in a condition.
 *
 * Source: https://developer.hashicorp.com/terraform/language/expressions/conditionals#result-types
 */
export const keepsType = (chosen: PartialValue, other: PartialValue): boolean => {
  if (other === null || scalarKinds(chosen).every((kind) => kind === "string")) return true;
  const isEmpty = isList(other) && other.length === 0;
  return isEmpty && isList(chosen) ? isSameType(chosen) : isSameType([chosen, other]);
};

/** Text is what everything open is taken for: beside it a number may become a text. */
const scalarKinds = (value: PartialValue): readonly string[] => {
  if (value === null) return [];
  if (isList(value) || isMap(value)) return Object.values(value).flatMap(scalarKinds);
  return [typeof value === "object" ? "string" : typeof value];
};

const shapeOf = (value: PartialValue): string => {
  if (isList(value)) return `[${[...new Set(value.map(shapeOf))].join()}]`;
  if (!isMap(value)) return value === null || typeof value !== "object" ? typeof value : "string";
  const names = Object.keys(value).toSorted();
  return `{${names.map((name) => `${JSON.stringify(name)}:${shapeOf(value[name]!)}`).join()}}`;
};
