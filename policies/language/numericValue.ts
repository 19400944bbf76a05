/** A decimal number, exactly: `sign` x 0.`digits` x 10^`magnitude`, without leading or trailing zeros. */
export interface NumericValue {
  readonly sign: -1 | 0 | 1;
  readonly digits: string;
  readonly magnitude: number;
}

const pattern = /^(-?)([0-9]+)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]{1,6}))?$/;

/**
 * The number a whole string writes, such as `10`, `-2.50` or `1e3`; undefined for anything else: `12abc` is
 * no number. Exact, so that account-sized integers do not run together.
 */
export function parseNumeric(text: string): NumericValue | undefined {
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const [, minus, integer = "", fraction = "", exponent = "0"] = match;
  const leading = /^0*/.exec(integer + fraction)![0].length;
  const digits = (integer + fraction).slice(leading).replace(/0+$/, "");
  if (digits === "") return { sign: 0, digits, magnitude: 0 };
  return { sign: minus === "-" ? -1 : 1, digits, magnitude: integer.length - leading + Number(exponent) };
}

/** Below zero, zero or above zero as `left` is less than, equal to or greater than `right`. */
export function compareNumeric(left: NumericValue, right: NumericValue): number {
  if (left.sign !== right.sign) return left.sign - right.sign;
  if (left.magnitude !== right.magnitude) return left.sign * (left.magnitude - right.magnitude);
  if (left.digits === right.digits) return 0;
  return left.digits < right.digits ? -left.sign : left.sign;
}
