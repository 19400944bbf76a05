import { parseNumeric } from "../../policies/language/numericValue.js";
import { parseDate } from "../../policies/language/parseDate.js";

/** Strings of ordered values (numbers, dates) near one that a policy compares with. */
export interface OrderedNeighbors {
  readonly below: readonly string[];
  readonly equal: readonly string[];
  readonly above: readonly string[];
}

/**
 * A number less one, itself, and plus one, as decimal strings; all empty for what is not a number. The equal ones
 * also hold another spelling of the same number.
 */
export function nearNumbers(text: string): OrderedNeighbors {
  if (parseNumeric(text) === undefined) return nothing;
  const number = Number(text);
  const other = text.includes(".") || /e/i.test(text) ? [] : [`${text}.0`];
  return { below: [String(number - 1)], equal: [text, ...other], above: [String(number + 1)] };
}

/**
 * A date less one second, itself (also as epoch seconds), and plus one second; all empty for what is not a date.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Date
 */
export function nearDates(text: string): OrderedNeighbors {
  const nanoseconds = parseDate(text);
  if (nanoseconds === undefined) return nothing;
  const seconds = nanoseconds / 1_000_000_000n;
  return {
    below: [printDate(seconds - 1n)],
    equal: [text, ...(nanoseconds % 1_000_000_000n === 0n && seconds > 9999n ? [String(seconds)] : [])],
    above: [printDate(seconds + 1n)],
  };
}

const nothing: OrderedNeighbors = { below: [], equal: [], above: [] };

function printDate(seconds: bigint): string {
  const date = new Date(Number(seconds) * 1000);
  return Number.isNaN(date.getTime()) ? String(seconds) : date.toISOString().replace(".000Z", "Z");
}
