import { compileArnPattern, matchArn } from "../language/arnPattern.js";
import { matchGlob, resolveGlob, resolveText } from "../language/glob.js";
import { containsIp, parseIpAddress, parseIpRange } from "../language/ipRange.js";
import { compareNumeric, parseNumeric } from "../language/numericValue.js";
import { parseDate } from "../language/parseDate.js";
import type { OperatorName } from "../language/policyDocument.js";
import type { Request } from "../language/request.js";
import { parseTemplate, type TemplatePart } from "../language/template.js";
import { variableValue } from "./contextValue.js";

/** Whether one value of a context key satisfies an operator for one value of the policy. */
export type ValueMatcher = (value: string, request: Request) => boolean;

/** What an operator compares, and whether its outcome is turned round. */
export interface OperatorMeaning {
  readonly negated: boolean;
  readonly compile: (policyValue: string, withVariables: boolean) => ValueMatcher;
}

const never: ValueMatcher = () => false;

/** A matcher prepared from the policy's value once, or at each request when the value holds a variable. */
const templated =
  (
    prepare: (parts: readonly TemplatePart[], request?: Request) => ((value: string) => boolean) | undefined,
  ) =>
  (policyValue: string, withVariables: boolean): ValueMatcher => {
    const template = withVariables ? parseTemplate(policyValue) : undefined;
    const parts = template?.ok ? template.parts : [{ text: policyValue }];
    if (!parts.some((part) => "variable" in part)) return prepare(parts) ?? never;
    return (value, request) => prepare(parts, request)?.(value) ?? false;
  };

const resolver = (request?: Request) => (variable: string) => request && variableValue(request, variable);

const equals = templated((parts, request) => {
  const text = resolveText(parts, resolver(request));
  return text === undefined ? undefined : (value) => value === text;
});

const equalsIgnoreCase = templated((parts, request) => {
  const text = resolveText(parts, resolver(request))?.toLowerCase();
  return text === undefined ? undefined : (value) => value.toLowerCase() === text;
});

const like = templated((parts, request) => {
  const glob = resolveGlob(parts, resolver(request));
  return glob === undefined ? undefined : (value) => matchGlob(glob, value);
});

const arnLike = templated((parts, request) => {
  const pattern = compileArnPattern(parts, { resolve: resolver(request), variablesFrom: 0 });
  return pattern === undefined ? undefined : (value) => matchArn(pattern, value);
});

const booleans: ReadonlySet<string> = new Set(["true", "false"]);

const bool = templated((parts, request) => {
  const text = resolveText(parts, resolver(request))?.toLowerCase();
  return text === undefined || !booleans.has(text) ? undefined : (value) => value.toLowerCase() === text;
});

/** Compares what `parse` reads on both sides; what cannot be read satisfies no comparison. */
const compared =
  <T>(parse: (text: string) => T | undefined, compare: (left: T, right: T) => number) =>
  (accepts: (order: number) => boolean) =>
  (policyValue: string): ValueMatcher => {
    const bound = parse(policyValue);
    if (bound === undefined) return never;
    return (text) => {
      const value = parse(text);
      return value !== undefined && accepts(compare(value, bound));
    };
  };

const numeric = compared(parseNumeric, compareNumeric);
const date = compared(parseDate, (left, right) => (left < right ? -1 : left > right ? 1 : 0));

function ip(policyValue: string): ValueMatcher {
  const range = parseIpRange(policyValue);
  if (range === undefined) return never;
  return (value) => {
    const address = parseIpAddress(value);
    return address !== undefined && containsIp(range, address);
  };
}

const is = (compile: OperatorMeaning["compile"]): OperatorMeaning => ({ negated: false, compile });
const not = (compile: OperatorMeaning["compile"]): OperatorMeaning => ({ negated: true, compile });

/**
 * Every operator but `Null`, which asks about the key and not about a value.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export const operatorMeanings: Readonly<Record<Exclude<OperatorName, "Null">, OperatorMeaning>> = {
  StringEquals: is(equals),
  StringNotEquals: not(equals),
  StringEqualsIgnoreCase: is(equalsIgnoreCase),
  StringNotEqualsIgnoreCase: not(equalsIgnoreCase),
  StringLike: is(like),
  StringNotLike: not(like),
  NumericEquals: is(numeric((order) => order === 0)),
  NumericNotEquals: not(numeric((order) => order === 0)),
  NumericLessThan: is(numeric((order) => order < 0)),
  NumericLessThanEquals: is(numeric((order) => order <= 0)),
  NumericGreaterThan: is(numeric((order) => order > 0)),
  NumericGreaterThanEquals: is(numeric((order) => order >= 0)),
  DateEquals: is(date((order) => order === 0)),
  DateNotEquals: not(date((order) => order === 0)),
  DateLessThan: is(date((order) => order < 0)),
  DateLessThanEquals: is(date((order) => order <= 0)),
  DateGreaterThan: is(date((order) => order > 0)),
  DateGreaterThanEquals: is(date((order) => order >= 0)),
  Bool: is(bool),
  BinaryEquals: is((policyValue) => (value) => value === policyValue),
  IpAddress: is(ip),
  NotIpAddress: not(ip),
  ArnEquals: is(arnLike),
  ArnNotEquals: not(arnLike),
  ArnLike: is(arnLike),
  ArnNotLike: not(arnLike),
};
