import type { Condition, PolicyVersion } from "../../policies/language/policyDocument.js";
import type { ContextValue, Request } from "../../policies/language/request.js";
import { type Comparison, compareDates, compareNumbers, isInRange } from "./literal.js";
import { asText, expand, glob, type Lookup, matchesArn, matchesGlob, type Pattern } from "./pattern.js";

type Test = (wanted: Pattern, actual: string) => boolean;

const text =
  (test: (wanted: string, actual: string) => boolean): Test =>
  (wanted, actual) =>
    test(asText(wanted), actual);

const orders = (prefix: string, compare: Comparison): Record<string, Test> => ({
  // what is not a number or a date is undefined, and has no order at all
  [`${prefix}Equals`]: text((wanted, actual) => compare(actual, wanted) === 0),
  [`${prefix}LessThan`]: text((wanted, actual) => compare(actual, wanted)! < 0),
  [`${prefix}LessThanEquals`]: text((wanted, actual) => compare(actual, wanted)! <= 0),
  [`${prefix}GreaterThan`]: text((wanted, actual) => compare(actual, wanted)! > 0),
  [`${prefix}GreaterThanEquals`]: text((wanted, actual) => compare(actual, wanted)! >= 0),
});

const sameIgnoringCase = (wanted: string, actual: string): boolean =>
  wanted.toLowerCase() === actual.toLowerCase();

/** Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const tests: Readonly<Record<string, Test>> = {
  StringEquals: text((wanted, actual) => wanted === actual),
  StringEqualsIgnoreCase: text(sameIgnoringCase),
  StringLike: matchesGlob,
  ...orders("Numeric", compareNumbers),
  ...orders("Date", compareDates),
  Bool: text(
    (wanted, actual) => sameIgnoringCase(wanted, actual) && ["true", "false"].includes(actual.toLowerCase()),
  ),
  BinaryEquals: text((wanted, actual) => wanted === actual),
  IpAddress: text(isInRange),
  ArnEquals: matchesArn,
  ArnLike: matchesArn,
};

/** The value under a key of any case. */
export const contextValue = ({ context }: Request, key: string): ContextValue | undefined =>
  Object.entries(context).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1];

const isNull = (value: ContextValue | undefined): boolean =>
  value === undefined || [value].flat().every((element) => element === "");

/**
 * Whether the request satisfies one operator on one key.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
 */
export function holds(condition: Condition, version: PolicyVersion, request: Request): boolean {
  const { name, quantifier, ifExists } = condition.operator;
  const value = contextValue(request, condition.key);
  if (name === "Null") return condition.values.some((text) => sameIgnoringCase(text, String(isNull(value))));
  // every negated operator is its positive one turned round, over all the values together
  const [negated, test] = [name.includes("Not"), tests[name.replace("Not", "")]!];
  const wanted = condition.values.map((text) =>
    /^String|^Arn|^Bool$/.test(name) ? expand(text, version, variables(request)) : glob(text),
  );
  const satisfies = (actual: string): boolean =>
    negated !== wanted.some((pattern) => pattern !== undefined && test(pattern, actual));
  if (quantifier === "ForAllValues") return isNull(value) || [value!].flat().every(satisfies);
  if (quantifier === "ForAnyValue") return value !== undefined && [value].flat().some(satisfies);
  if (value === undefined) return negated || ifExists;
  return typeof value === "string" && satisfies(value);
}

/** A policy variable takes a key that has one value. */
export function variables(request: Request): Lookup {
  return (key) => [contextValue(request, key)].find((value) => typeof value === "string");
}
