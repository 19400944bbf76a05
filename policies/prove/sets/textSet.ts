import { areDisjoint, isEverything, isWithin } from "./isWithin.js";
import { matchPattern, type Pattern } from "./pattern.js";

/** The strings that one of some patterns matches. */
export interface TextSet {
  readonly family: "text";
  /** equal for sets that were written alike, in any order */
  readonly key: string;
  readonly patterns: readonly Pattern[];
  readonly literals: ReadonlySet<string>;
  /** the patterns that match more than one string */
  readonly globs: readonly Pattern[];
  readonly everything: boolean;
  /** true when a pattern has a variable whose value is unknown */
  readonly open: boolean;
}

export function textSet(patterns: readonly Pattern[]): TextSet {
  const [only] = patterns;
  return only !== undefined && patterns.length === 1 ? singleSet(only) : severalSet(patterns);
}

function singleSet(pattern: Pattern): TextSet {
  const { key, literal, open } = pattern;
  const patterns = [pattern];
  if (literal !== undefined) {
    return {
      family: "text",
      key,
      patterns,
      literals: new Set([literal]),
      globs: [],
      everything: false,
      open,
    };
  }
  const everything = matchesAll(pattern);
  return { family: "text", key, patterns, literals: noLiterals, globs: patterns, everything, open };
}

const noLiterals: ReadonlySet<string> = new Set();

function severalSet(patterns: readonly Pattern[]): TextSet {
  const distinct = [...new Map(patterns.map((pattern) => [pattern.key, pattern])).values()];
  return {
    family: "text",
    key: distinct
      .map(({ key }) => key)
      .sort()
      .join("\u0001"),
    patterns: distinct,
    literals: new Set(distinct.flatMap(({ literal }) => literal ?? [])),
    globs: distinct.filter(({ literal }) => literal === undefined),
    everything: distinct.some(matchesAll),
    open: distinct.some(({ open }) => open),
  };
}

const matchesAll = (pattern: Pattern): boolean =>
  pattern.literal === undefined && !pattern.prefix && isEverything(pattern.tokens);

/** Whether the set may hold the string: certain unless a variable of the set is unknown. */
export const mayHold = ({ literals, globs }: TextSet, text: string): boolean =>
  literals.has(text) || globs.some((glob) => matchPattern(glob, text));

/** Whether the set has the string for all values of the variables. */
export const surelyHolds = ({ literals, globs }: TextSet, text: string): boolean =>
  literals.has(text) || globs.some((glob) => !glob.open && matchPattern(glob, text));

/** True when one pattern of the set covers the given one and their tokens show it; false proves nothing. */
export function coversPattern(set: TextSet, pattern: Pattern): boolean {
  if (set.everything) return true;
  if (pattern.literal !== undefined) return surelyHolds(set, pattern.literal);
  return set.globs.some((glob) => glob.key === pattern.key || isWithin(pattern.tokens, glob.tokens));
}

/** True when the set covers each pattern of the other and their tokens show it; false proves nothing. */
export const coversSet = (outer: TextSet, inner: TextSet): boolean =>
  outer.everything ||
  outer.key === inner.key ||
  inner.patterns.every((pattern) => coversPattern(outer, pattern));

export function patternsDisjoint(one: Pattern, other: Pattern): boolean {
  if (one.literal !== undefined) return !matchPattern(other, one.literal);
  if (other.literal !== undefined) return !matchPattern(one, other.literal);
  return globsDisjoint(one, other);
}

function globsDisjoint(one: Pattern, other: Pattern): boolean {
  const [left, right] = [one.prefix, other.prefix];
  if (left !== undefined && right !== undefined && !left.startsWith(right) && !right.startsWith(left))
    return true;
  return areDisjoint(one.bound, other.bound);
}

/** True when the sets have nothing in common and their tokens show it; false proves nothing. */
export function setsDisjoint(one: TextSet, other: TextSet): boolean {
  if (one.key === other.key && one.patterns.length > 0) return false;
  for (const literal of one.literals) if (mayHold(other, literal)) return false;
  for (const literal of other.literals)
    if (one.globs.some((glob) => matchPattern(glob, literal))) return false;
  return one.globs.every((glob) => other.globs.every((pattern) => globsDisjoint(glob, pattern)));
}
