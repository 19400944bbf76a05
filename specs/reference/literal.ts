/** Negative, zero or positive; undefined when either string is not of the kind. */
export type Comparison = (first: string, second: string) => number | undefined;

function order(first: bigint | undefined, second: bigint | undefined): number | undefined {
  if (first === undefined || second === undefined) return undefined;
  return first < second ? -1 : first > second ? 1 : 0;
}

/** A number is `units * 10^exponent`. */
function readNumber(text: string) {
  const [, whole, fraction = "", exponent = "0"] =
    /^(-?\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,6}))?$/.exec(text) ?? [];
  if (whole === undefined) return undefined;
  return { units: BigInt(whole + fraction), exponent: Number(exponent) - fraction.length };
}

/** Compares numbers exactly, in units of the smaller. */
export const compareNumbers: Comparison = (first, second) => {
  const [a, b] = [readNumber(first), readNumber(second)];
  if (a === undefined || b === undefined) return undefined;
  const least = Math.min(a.exponent, b.exponent);
  return order(a.units * 10n ** BigInt(a.exponent - least), b.units * 10n ** BigInt(b.exponent - least));
};

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
const monthLengths = (year: number) => [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const daysBefore = (year: number): number =>
  365 * year + Math.ceil(year / 4) - Math.ceil(year / 100) + Math.ceil(year / 400);

const w3c =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(?:Z|([+-])(\d\d):(\d\d))?)?)?)?$/;

/** Nanoseconds since 1970; undefined for what is not a date: https://www.w3.org/TR/NOTE-datetime or epoch seconds. */
function readDate(text: string): bigint | undefined {
  if (/^\d{1,15}$/.test(text) && text.length !== 4) return BigInt(text) * 1_000_000_000n;
  const match = w3c.exec(text);
  if (match === null) return undefined;
  const at = (index: number, absent: number): number => Number(match[index] ?? absent);
  const [year, month, day] = [at(1, 0), at(2, 1), at(3, 1)];
  const lengths = monthLengths(year);
  const [hour, minute, second, zoneHour, zoneMinute] = [at(4, 0), at(5, 0), at(6, 0), at(9, 0), at(10, 0)];
  if (month < 1 || month > 12 || day < 1 || day > lengths[month - 1]!) return undefined;
  if (hour > 23 || minute > 59 || second > 59 || zoneHour > 23 || zoneMinute > 59) return undefined;
  const days = daysBefore(year) - daysBefore(1970) + day - 1;
  const monthDays = lengths.slice(0, month - 1).reduce((total, length) => total + length, 0);
  const zone = (zoneHour * 60 + zoneMinute) * (match[8] === "-" ? -1 : 1);
  const seconds = (((days + monthDays) * 24 + hour) * 60 + minute - zone) * 60 + second;
  return BigInt(seconds) * 1_000_000_000n + BigInt((match[7] ?? "").padEnd(9, "0").slice(0, 9));
}

export const compareDates: Comparison = (first, second) => order(readDate(first), readDate(second));

const bits = (number: number, count: number): string => number.toString(2).padStart(count, "0");

function readOctets(text: string): string | undefined {
  const octets = text.split(".");
  const isPlain = octets.every((octet) => /^(0|[1-9]\d{0,2})$/.test(octet) && Number(octet) < 256);
  return octets.length === 4 && isPlain ? octets.map((octet) => bits(Number(octet), 8)).join("") : undefined;
}

/** One side of `::`; only the very end may be written like an IPv4 address. */
function readGroups(text: string, side: number, sides: readonly string[]): string | undefined {
  if (text === "") return "";
  const groups = text.split(":").map((group, index, all) => {
    if (group.includes(".") && index === all.length - 1 && side === sides.length - 1)
      return readOctets(group);
    return /^[0-9a-fA-F]{1,4}$/.test(group) ? bits(Number.parseInt(group, 16), 16) : undefined;
  });
  return groups.includes(undefined) ? undefined : groups.join("");
}

/** The bits of an address, 32 or 128 of them; undefined for anything else. */
function readAddress(text: string): string | undefined {
  if (!text.includes(":")) return readOctets(text);
  const [head, tail, ...more] = text.split("::").map(readGroups);
  if (head === undefined || more.length > 0) return undefined;
  if (!text.includes("::")) return head.length === 128 ? head : undefined;
  if (tail === undefined || head.length + tail.length > 112) return undefined;
  return head + tail.padStart(128 - head.length, "0");
}

/** Whether the address is in the range: an address or a CIDR block of the same family. */
export function isInRange(range: string, address: string): boolean {
  const [first, length, ...more] = range.split("/");
  const [network, host] = [readAddress(first!), readAddress(address)];
  if (network === undefined || host === undefined || network.length !== host.length) return false;
  if (length === undefined) return network === host;
  if (!/^(0|[1-9]\d{0,2})$/.test(length) || Number(length) > network.length || more.length > 0) return false;
  return network.slice(0, Number(length)) === host.slice(0, Number(length));
}
