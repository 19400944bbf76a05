import type { NumericValue } from "../../language/numericValue.js";
import { greatest } from "../../text/greatest.js";
import type { AddressSet, ComparedSet, DateSet, NumericSet } from "./valueSet.js";

/** Strings of one family, at least one for each way it can fall on the bounds of some sets. */
export interface Samples {
  readonly texts: readonly string[];
  /** false when some way may have been missed, so that failing on all of them proves nothing */
  readonly complete: boolean;
}

/**
 * The bounds of some sets of one family, the strings between and beyond them, and strings that cannot be read.
 * Sets of one family are unions of ranges that begin and end there, so that they distinguish no other string.
 */
export function sampleValues(sets: readonly ComparedSet[]): Samples {
  const family = sets[0]?.family;
  const samples =
    family === "numeric"
      ? numbers(sets as readonly NumericSet[])
      : family === "date"
        ? dates(sets as readonly DateSet[])
        : addresses(sets as readonly AddressSet[]);
  return { texts: [...samples.texts, "example", "x"], complete: samples.complete };
}

/** exponents of ten up to which numbers are written out */
const exponentCap = 60;

function numbers(sets: readonly NumericSet[]): Samples {
  const bounds = sets.flatMap((set) => set.bounds);
  if (bounds.some(({ digits, magnitude }) => Math.abs(magnitude) + digits.length > exponentCap)) {
    return { texts: [], complete: false };
  }
  // twice the number, in units so small that all bounds are whole: halfway between two is whole, too
  const places = greatest(bounds.map(({ digits, magnitude }) => digits.length - magnitude));
  const unit = 2n * 10n ** BigInt(places);
  const points = sorted(bounds.map((bound) => scaled(bound, places) * 2n));
  const between = points.flatMap((point, at) => {
    const next = points[at + 1];
    if (next === undefined) return [point, (point / unit + 1n) * unit, point + unit];
    return [point, (point / unit + 1n) * unit, (point + next) / 2n];
  });
  const below = points.length === 0 ? [0n] : [points[0]! - unit];
  return { texts: [...between, ...below].map((point) => decimal(point * 5n, places + 1)), complete: true };
}

const scaled = ({ sign, digits, magnitude }: NumericValue, places: number): bigint =>
  sign === 0 ? 0n : BigInt(sign) * BigInt(digits) * 10n ** BigInt(places + magnitude - digits.length);

/** `value` / 10^`places`, as short as it can be written. */
function decimal(value: bigint, places: number): string {
  const digits = String(value < 0n ? -value : value).padStart(places + 1, "0");
  const fraction = digits.slice(digits.length - places).replace(/0+$/, "");
  const whole = digits.slice(0, digits.length - places);
  return `${value < 0n ? "-" : ""}${whole}${fraction === "" ? "" : `.${fraction}`}`;
}

const second = 1_000_000_000n;
/** the first and the last moment that are surely writable to the nanosecond: the years 1 to 9998 */
const earliest = -62_135_596_800n * second;
const latest = 253_370_764_800n * second;

function dates(sets: readonly DateSet[]): Samples {
  const bounds = sorted(sets.flatMap((set) => set.bounds));
  const writable = bounds.filter((bound) => bound > earliest && bound < latest);
  const points = writable.flatMap((bound) => [bound, bound + second, bound - second, bound + 1n, bound - 1n]);
  const texts = (points.length === 0 ? [0n] : points).map(isoDate);
  return { texts, complete: writable.length === bounds.length };
}

function isoDate(nanoseconds: bigint): string {
  const seconds = (nanoseconds - (((nanoseconds % second) + second) % second)) / second;
  const rest = String(nanoseconds - seconds * second)
    .padStart(9, "0")
    .replace(/0+$/, "");
  const iso = new Date(Number(seconds) * 1000).toISOString().replace(".000Z", "");
  return `${iso}${rest === "" ? "" : `.${rest}`}Z`;
}

function addresses(sets: readonly AddressSet[]): Samples {
  const ranges = sets.flatMap((set) => set.bounds);
  const texts = ([4, 6] as const).flatMap((family) => {
    const own = ranges.filter((range) => range.family === family);
    const points = sorted([
      ...own.flatMap(({ first, last }) => [first, last + 1n]),
      documentation[family],
      0n,
    ]);
    return points.filter((point) => point < 1n << (family === 4 ? 32n : 128n)).map(writer[family]);
  });
  return { texts: ranges[0]?.family === 6 ? texts.toReversed() : texts, complete: true };
}

/** 203.0.113.1 and 2001:db8::1: addresses kept for examples */
const documentation = { 4: 0xcb007101n, 6: (0x20010db8n << 96n) + 1n } as const;

const ipv4 = (value: bigint): string => [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 255n).join(".");

function ipv6(value: bigint): string {
  const groups = Array.from({ length: 8 }, (_, at) =>
    ((value >> BigInt(112 - 16 * at)) & 0xffffn).toString(16),
  ).join(":");
  const zeros = /(?:^|:)0(?::0)+(?=:|$)/.exec(groups);
  if (zeros === null) return groups;
  const before = groups.slice(0, zeros.index);
  return `${before}::${groups.slice(zeros.index + zeros[0].length).replace(/^:/, "")}`;
}

const writer = { 4: ipv4, 6: ipv6 } as const;

const sorted = (values: readonly bigint[]): readonly bigint[] =>
  [...new Set(values)].sort((one, other) => (one < other ? -1 : one > other ? 1 : 0));
