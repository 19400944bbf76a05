import { parseNumeric } from "../../policies/language/numericValue.js";
import { parseDate } from "../../policies/language/parseDate.js";
import type { Condition, PolicyDocument } from "../../policies/language/policyDocument.js";
import type { PolicySet } from "../../policies/language/policySet.js";
import { readingOf } from "./keyModel.js";
import { mostDecimals } from "./operatorMeaning.js";

/** Why a question is not put to a solver; undefined where it can be encoded exactly. */
export function reasonToLeaveOut(left: PolicySet, right: PolicySet): string | undefined {
  const layered = [left, right].some((set) => Object.keys(set).some((layer) => layer !== "identity"));
  if (layered) return "layers in addition to the identity policies";
  const documents = [...left.identity, ...right.identity].map(({ document }) => document);
  if (documents.some(hasPrincipal)) return "principals";
  if (documents.some(hasVariable)) return "policy variables";
  const conditions = conditionsOf(documents);
  const strange = conditions.map(strangeValue).find((reason) => reason !== undefined);
  return strange ?? (conditions.some(readTwice(conditions)) ? "a key read in two ways" : undefined);
}

export const conditionsOf = (documents: readonly PolicyDocument[]): readonly Condition[] =>
  documents.flatMap(({ statements }) => statements.flatMap(({ conditions }) => conditions));

const hasPrincipal = ({ statements }: PolicyDocument): boolean =>
  statements.some(({ principal, resource }) => principal !== undefined || resource === undefined);

/** Escapes such as `${*}` are left out with the variables; before 2012-10-17 there were neither. */
function hasVariable(document: PolicyDocument): boolean {
  const texts = [
    ...document.statements.flatMap(({ resource }) => resource?.patterns ?? []),
    ...conditionsOf([document]).flatMap(({ values }) => values),
  ];
  return document.version === "2012-10-17" && texts.some((text) => text.includes("${"));
}

function strangeValue({ operator, values }: Condition): string | undefined {
  const reading = readingOf(operator.name);
  if (reading === "number" && values.some(isLongNumber)) return "a number of many digits";
  if (reading === "date" && values.some(isFarDate)) return "a date outside of the years 1 to 9998";
  const folded = /IgnoreCase/.test(operator.name) && values.some((value) => /\P{ASCII}/u.test(value));
  return folded ? "ignoring case beyond ASCII" : undefined;
}

function isLongNumber(value: string): boolean {
  const number = parseNumeric(value);
  if (number === undefined) return false;
  const { digits, magnitude } = number;
  return magnitude > mostDecimals || digits.length - magnitude > mostDecimals;
}

/** Beyond these years only some nanoseconds can be written down. */
function isFarDate(value: string): boolean {
  const date = parseDate(value);
  const [first, last] = ["0001-01-01", "9999-01-01"].map((day) => parseDate(day)!);
  return date !== undefined && (date < first! || date >= last!);
}

const readTwice =
  (conditions: readonly Condition[]) =>
  (one: Condition): boolean =>
    conditions.some((other) => {
      const readings = [one, other].map(({ operator }) => readingOf(operator.name));
      const sameKey = one.key.toLowerCase() === other.key.toLowerCase();
      return sameKey && !readings.includes(undefined) && readings[0] !== readings[1];
    });
