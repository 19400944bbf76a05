const iso =
  /^([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?:T([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]+))?)?(Z|[+-][0-9]{2}:[0-9]{2})?)?)?)?$/;
/** four digits are a year */
const epochSeconds = /^(?:[0-9]{1,3}|[0-9]{5,15})$/;

/**
 * Nanoseconds since 1970 of a date as IAM writes it: one of the W3C ISO 8601 forms (a year alone included;
 * UTC where no zone is given; digits of a second past the ninth are cut) or whole epoch seconds. Undefined
 * for anything else, also for a day that does not exist.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Date
 */
export function parseDate(text: string): bigint | undefined {
  if (epochSeconds.test(text)) return BigInt(text) * 1_000_000_000n;
  const match = iso.exec(text);
  if (match === null) return undefined;
  const [year, month, day, hour, minute, second] = match
    .slice(1, 7)
    .map((digits) => digits && Number(digits));
  const parts = [year, month || 1, day || 1, hour || 0, minute || 0, second || 0] as Six;
  if (!exists(parts, [month, day])) return undefined;
  const offset = offsetMinutes(match[8]);
  if (offset === undefined) return undefined;
  const fraction = BigInt((match[7] ?? "").slice(0, 9).padEnd(9, "0"));
  return BigInt(utc(parts) - offset * 60_000) * 1_000_000n + fraction;
}

type Six = [number, number, number, number, number, number];

function utc([year, month, day, hour, minute, second]: Six): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day); // Date.UTC would read the years 0 to 99 as 1900 to 1999
  return date.setUTCHours(hour, minute, second, 0);
}

function exists(parts: Six, given: readonly (number | string | undefined)[]): boolean {
  const [year, month, day, hour, minute, second] = parts;
  if (given.includes(0) || hour > 23 || minute > 59 || second > 59) return false;
  const date = new Date(utc([year, month, day, 0, 0, 0]));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function offsetMinutes(zone: string | undefined): number | undefined {
  if (zone === undefined || zone === "Z") return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(4));
  if (hours > 23 || minutes > 59) return undefined;
  return (zone.startsWith("-") ? -1 : 1) * (hours * 60 + minutes);
}
