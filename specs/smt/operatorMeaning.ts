import { parseIpRange } from "../../policies/language/ipRange.js";
import { parseNumeric } from "../../policies/language/numericValue.js";
import { parseDate } from "../../policies/language/parseDate.js";
import type { OperatorName } from "../../policies/language/policyDocument.js";
import { arnLanguage } from "./arnLanguage.js";
import { matches } from "./globLanguage.js";
import type { Reading, Slot } from "./slot.js";
import { all, integer, not, type Term, text } from "./term.js";

/** What an operator asks of one value of a key, for one value of the policy, before it is negated. */
export interface OperatorMeaning {
  readonly reading: Reading;
  readonly negated: boolean;
  readonly holds: (slot: Slot, policyValue: string) => Term;
}

const never: Term = "false";

/** ASCII letters in either case, everything else as it is. */
function equalsIgnoringCase({ name }: Slot, value: string): Term {
  const units = value.split("").map((unit) => {
    const same = `(str.to_re ${text(unit)})`;
    if (!/[a-z]/i.test(unit)) return same;
    const other = unit === unit.toLowerCase() ? unit.toUpperCase() : unit.toLowerCase();
    return `(re.union ${same} (str.to_re ${text(other)}))`;
  });
  if (units.length === 0) return `(= ${name} ${text("")})`;
  return `(str.in_re ${name} ${units.length === 1 ? units[0] : `(re.++ ${units.join(" ")})`})`;
}

const equals = ({ name }: Slot, value: string): Term => `(= ${name} ${text(value)})`;
const like = ({ name }: Slot, pattern: string): Term => matches(name, pattern);
const arnLike = ({ name }: Slot, pattern: string): Term => matches(name, pattern, arnLanguage);
const bool = (slot: Slot, value: string): Term =>
  /^(?:true|false)$/i.test(value) ? equalsIgnoringCase(slot, value) : never;

/** digits after the point that a number may have */
export const mostDecimals = 60;

/** Twice the 10^60th parts of a number; undefined for what is not a number. */
export function scaled(value: string): bigint | undefined {
  const number = parseNumeric(value);
  if (number === undefined) return undefined;
  const zeros = number.magnitude - number.digits.length + mostDecimals;
  return 2n * BigInt(number.sign) * BigInt(number.digits || "0") * 10n ** BigInt(zeros);
}

const compared =
  (read: (value: string) => bigint | undefined) =>
  (relation: "=" | "<" | "<=" | ">" | ">=") =>
  ({ name }: Slot, value: string): Term => {
    const bound = read(value);
    return bound === undefined ? never : all([`${name}.read`, `(${relation} ${name} ${integer(bound)})`]);
  };

const number = compared(scaled);
const date = compared(parseDate);

function within({ name }: Slot, value: string): Term {
  const range = parseIpRange(value);
  if (range === undefined) return never;
  const family = range.family === 6 ? `${name}.v6` : not(`${name}.v6`);
  return all([`${name}.read`, family, `(<= ${integer(range.first)} ${name} ${integer(range.last)})`]);
}

const on = (reading: Reading) => ({
  is: (holds: OperatorMeaning["holds"]): OperatorMeaning => ({ reading, negated: false, holds }),
  not: (holds: OperatorMeaning["holds"]): OperatorMeaning => ({ reading, negated: true, holds }),
});
const [onText, onNumber, onDate, onAddress] = [on("text"), on("number"), on("date"), on("address")];

/**
 * Every operator but `Null`, which reads no value.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export const operatorMeaning: Readonly<Record<Exclude<OperatorName, "Null">, OperatorMeaning>> = {
  StringEquals: onText.is(equals),
  StringNotEquals: onText.not(equals),
  StringEqualsIgnoreCase: onText.is(equalsIgnoringCase),
  StringNotEqualsIgnoreCase: onText.not(equalsIgnoringCase),
  StringLike: onText.is(like),
  StringNotLike: onText.not(like),
  Bool: onText.is(bool),
  BinaryEquals: onText.is(equals),
  ArnEquals: onText.is(arnLike),
  ArnNotEquals: onText.not(arnLike),
  ArnLike: onText.is(arnLike),
  ArnNotLike: onText.not(arnLike),
  NumericEquals: onNumber.is(number("=")),
  NumericNotEquals: onNumber.not(number("=")),
  NumericLessThan: onNumber.is(number("<")),
  NumericLessThanEquals: onNumber.is(number("<=")),
  NumericGreaterThan: onNumber.is(number(">")),
  NumericGreaterThanEquals: onNumber.is(number(">=")),
  DateEquals: onDate.is(date("=")),
  DateNotEquals: onDate.not(date("=")),
  DateLessThan: onDate.is(date("<")),
  DateLessThanEquals: onDate.is(date("<=")),
  DateGreaterThan: onDate.is(date(">")),
  DateGreaterThanEquals: onDate.is(date(">=")),
  IpAddress: onAddress.is(within),
  NotIpAddress: onAddress.not(within),
};
