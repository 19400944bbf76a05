import { containsIp, type IpRange, parseIpAddress, parseIpRange } from "../../language/ipRange.js";
import { compareNumeric, type NumericValue, parseNumeric } from "../../language/numericValue.js";
import { parseDate } from "../../language/parseDate.js";
import type { Condition, OperatorName } from "../../language/policyDocument.js";
import { fromUnits } from "../../text/fromUnits.js";
import { type Pattern, type PatternContext, type PatternReading, readPattern } from "./pattern.js";
import { surelyHolds, type TextSet, textSet } from "./textSet.js";
import { lowerUnit } from "./tokens.js";

/** The strings that satisfy a condition operator, before negation, for one of its values. */
export type ValueSet = TextSet | ComparedSet;

/** Strings that are read as numbers, dates or addresses and compared. */
export type ComparedSet = NumericSet | DateSet | AddressSet;

interface Compared<Family extends string, Bound> {
  readonly family: Family;
  readonly key: string;
  /** the values of the policy that can be read; the others match nothing */
  readonly bounds: readonly Bound[];
  readonly holds: (text: string) => boolean;
}

export type NumericSet = Compared<"numeric", NumericValue>;
export type DateSet = Compared<"date", bigint>;
export type AddressSet = Compared<"address", IpRange>;

/** What an operator asks of a value, and whether its outcome is turned round. */
interface Reading {
  readonly negated: boolean;
  readonly read: (values: readonly string[], context: PatternContext) => ValueSet;
}

const text = (reading: PatternReading) => (values: readonly string[], context: PatternContext) =>
  textSet(values.flatMap((value) => readPattern(value, reading, context) ?? []));

const orders: Readonly<Record<string, (order: number) => boolean>> = {
  Equals: (order) => order === 0,
  LessThan: (order) => order < 0,
  LessThanEquals: (order) => order <= 0,
  GreaterThan: (order) => order > 0,
  GreaterThanEquals: (order) => order >= 0,
};

const compared =
  <Family extends "numeric" | "date", Bound>(
    family: Family,
    parse: (text: string) => Bound | undefined,
    compare: (left: Bound, right: Bound) => number,
  ) =>
  (order: string) =>
  (values: readonly string[]): Compared<Family, Bound> => {
    const accepts = orders[order]!;
    const bounds = values.flatMap((value) => parse(value) ?? []);
    const holds = (value: string): boolean => {
      const read = parse(value);
      return read !== undefined && bounds.some((bound) => accepts(compare(read, bound)));
    };
    return { family, key: `${family}${order}\0${[...values].sort().join("\0")}`, bounds, holds };
  };

const numeric = compared("numeric", parseNumeric, compareNumeric);
const date = compared("date", parseDate, (left, right) => (left < right ? -1 : left > right ? 1 : 0));

function address(values: readonly string[]): AddressSet {
  const bounds = values.flatMap((value) => parseIpRange(value) ?? []);
  const holds = (value: string): boolean => {
    const read = parseIpAddress(value);
    return read !== undefined && bounds.some((range) => containsIp(range, read));
  };
  return { family: "address", key: `address\0${[...values].sort().join("\0")}`, bounds, holds };
}

// Binary values take no variables, and only the two words are truth values
const binary = (values: readonly string[], context: PatternContext): TextSet =>
  text("exact")(values, { ...context, version: "2008-10-17" });

const bool = (values: readonly string[], context: PatternContext): TextSet =>
  textSet(text("ignoreCase")(values, context).patterns.filter((pattern) => pattern.open || isTruth(pattern)));

const isTruth = ({ tokens }: Pattern): boolean =>
  ["true", "false"].includes(fromUnits(tokens.map(lowerUnit)));

const is = (read: Reading["read"]): Reading => ({ negated: false, read });
const not = (read: Reading["read"]): Reading => ({ negated: true, read });

const readings: Readonly<Record<Exclude<OperatorName, "Null">, Reading>> = {
  StringEquals: is(text("exact")),
  StringNotEquals: not(text("exact")),
  StringEqualsIgnoreCase: is(text("ignoreCase")),
  StringNotEqualsIgnoreCase: not(text("ignoreCase")),
  StringLike: is(text("glob")),
  StringNotLike: not(text("glob")),
  NumericEquals: is(numeric("Equals")),
  NumericNotEquals: not(numeric("Equals")),
  NumericLessThan: is(numeric("LessThan")),
  NumericLessThanEquals: is(numeric("LessThanEquals")),
  NumericGreaterThan: is(numeric("GreaterThan")),
  NumericGreaterThanEquals: is(numeric("GreaterThanEquals")),
  DateEquals: is(date("Equals")),
  DateNotEquals: not(date("Equals")),
  DateLessThan: is(date("LessThan")),
  DateLessThanEquals: is(date("LessThanEquals")),
  DateGreaterThan: is(date("GreaterThan")),
  DateGreaterThanEquals: is(date("GreaterThanEquals")),
  Bool: is(bool),
  BinaryEquals: is(binary),
  IpAddress: is(address),
  NotIpAddress: not(address),
  ArnEquals: is(text("arn")),
  ArnNotEquals: not(text("arn")),
  ArnLike: is(text("arn")),
  ArnNotLike: not(text("arn")),
};

/** The strings a condition (any but `Null`) is about, and whether it wants those or all others. */
export function valueSetOf(
  { operator, values }: Condition,
  context: PatternContext,
): { readonly set: ValueSet; readonly negated: boolean } {
  const { negated, read } = readings[operator.name as Exclude<OperatorName, "Null">];
  return { negated, set: read(values, context) };
}

/** Whether the set holds the string; for an open set, whether it surely does. */
export const holdsValue = (set: ValueSet, value: string): boolean =>
  set.family === "text" ? surelyHolds(set, value) : set.holds(value);
