import type { Condition, PolicyVersion } from "../language/policyDocument.js";
import type { Request } from "../language/request.js";
import { contextValue, isNull, keyName } from "./contextValue.js";
import { operatorMeanings, type ValueMatcher } from "./valueMatcher.js";

/** Whether a request satisfies one condition. */
export type Check = (request: Request) => boolean;

/**
 * Prepares one condition: its key is found without regard to case, and one of its values must match (for a
 * negated operator: none).
 *
 * A missing key satisfies `…IfExists`, `ForAllValues` and the negated operators, and no other. A multivalued
 * key never satisfies an operator without a quantifier.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
 */
export function compileCondition({ operator, key, values }: Condition, version: PolicyVersion): Check {
  const name = keyName(key);
  if (operator.name === "Null") {
    const wanted = values.map((value) => value.toLowerCase());
    return (request) => wanted.includes(String(isNull(contextValue(request, name))));
  }
  const { negated, compile } = operatorMeanings[operator.name];
  const accepts = anyOf(
    values.map((value) => compile(value, version === "2012-10-17")),
    negated,
  );
  switch (operator.quantifier) {
    case "ForAllValues":
      return (request) => {
        const value = contextValue(request, name);
        return isNull(value) || listOf(value!).every((one) => accepts(one, request));
      };
    case "ForAnyValue":
      return (request) => listOf(contextValue(request, name) ?? []).some((one) => accepts(one, request));
    default:
      return (request) => {
        const value = contextValue(request, name);
        if (value === undefined) return operator.ifExists || negated;
        return typeof value === "string" && accepts(value, request);
      };
  }
}

const listOf = (value: string | readonly string[]): readonly string[] =>
  typeof value === "string" ? [value] : value;

function anyOf(matchers: readonly ValueMatcher[], negated: boolean): ValueMatcher {
  const [only] = matchers;
  if (matchers.length === 1 && only && !negated) return only;
  return (value, request) => {
    for (const matches of matchers) if (matches(value, request)) return !negated;
    return negated;
  };
}
