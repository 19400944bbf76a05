import { isIPv4, isIPv6 } from "node:net";

/** The addresses of one family from `first` to `last`, both included. */
export interface IpRange {
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
}

/**
 * The range of an address or of a CIDR block; an address alone is a range of one, host bits are ignored.
 * Undefined for anything else.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IPAddress
 */
export function parseIpRange(text: string): IpRange | undefined {
  const slash = text.indexOf("/");
  if (slash < 0) return parseIpAddress(text);
  const address = parseIpAddress(text.slice(0, slash));
  const length = text.slice(slash + 1);
  if (address === undefined || !/^(?:0|[1-9][0-9]{0,2})$/.test(length)) return undefined;
  const bits = address.family === 4 ? 32 : 128;
  if (Number(length) > bits) return undefined;
  const hosts = 1n << BigInt(bits - Number(length));
  const first = (address.first / hosts) * hosts;
  return { family: address.family, first, last: first + hosts - 1n };
}

/** The range that holds just the one address; undefined for a block or anything else. */
export function parseIpAddress(text: string): IpRange | undefined {
  if (isIPv4(text)) return single(4, bytesToNumber(text.split(".").map(Number)));
  if (isIPv6(text) && !text.includes("%")) return single(6, parseIpv6(text));
  return undefined;
}

/** Whether `range` holds the whole of `address`. */
export const containsIp = (range: IpRange, address: IpRange): boolean =>
  range.family === address.family && range.first <= address.first && address.last <= range.last;

const single = (family: 4 | 6, value: bigint): IpRange => ({ family, first: value, last: value });

const bytesToNumber = (bytes: readonly number[]): bigint =>
  bytes.reduce((value, byte) => value * 256n + BigInt(byte), 0n);

function parseIpv6(text: string): bigint {
  const lastColon = text.lastIndexOf(":");
  const tail = text.slice(lastColon + 1);
  if (tail.includes(".")) {
    const low = bytesToNumber(tail.split(".").map(Number));
    return parseIpv6(
      `${text.slice(0, lastColon + 1)}${(low >> 16n).toString(16)}:${(low & 0xffffn).toString(16)}`,
    );
  }
  const [head = "", rest] = text.split("::");
  const groupsOf = (half: string) => (half === "" ? [] : half.split(":"));
  const front = groupsOf(head);
  const back = groupsOf(rest ?? "");
  const groups = [...front, ...new Array<string>(8 - front.length - back.length).fill("0"), ...back];
  return groups.reduce((value, group) => value * 65536n + BigInt(`0x${group}`), 0n);
}
