import { parseIpRange } from "../../policies/language/ipRange.js";
import type { Pool } from "./pool.js";

/**
 * Addresses at the borders of a CIDR block: its first and last inside, the ones before and after outside,
 * and one of the other family outside. For what is not a block, nothing is inside.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IPAddress
 */
export function nearAddresses(block: string): Pool {
  const range = parseIpRange(block);
  if (range === undefined) return { inside: [], outside: ["203.0.113.7"] };
  const { family, first, last } = range;
  const print = family === 4 ? printIpv4 : printIpv6;
  const end = family === 4 ? 1n << 32n : 1n << 128n;
  const beyond = [last + 1n, first - 1n].filter((address) => address >= 0n && address < end);
  return {
    inside: [first, last].map(print),
    outside: [...beyond.map(print), family === 4 ? "2001:db8:0:0:0:0:0:7" : "203.0.113.7"],
  };
}

const printIpv4 = (address: bigint): string =>
  [24n, 16n, 8n, 0n].map((shift) => (address >> shift) & 255n).join(".");

const printIpv6 = (address: bigint): string =>
  Array.from({ length: 8 }, (_, at) => ((address >> BigInt(112 - 16 * at)) & 0xffffn).toString(16)).join(":");
