import { anyOne, anyRun } from "../../language/glob.js";
import { colon, endOf, isRun, isVariable, slash, unitsOf } from "./tokens.js";

/**
 * Whether no word is matched by all patterns of `inside` and by none of `outside`. Written apart from the
 * search, for the checker: each pattern's places are the bits of a number, and all words are walked at once.
 * A variable's letters are letters like others that no wildcard but a free `*` matches. Exponential at worst.
 */
export function isEmptyLanguage(
  inside: readonly ArrayLike<number>[],
  outside: readonly ArrayLike<number>[],
): boolean {
  const patterns = [...inside, ...outside];
  const letters = alphabet(patterns);
  const start = patterns.map((tokens) => skipRuns(tokens, 1n));
  const seen = new Set([start.join()]);
  const stack = [start];
  for (let masks = stack.pop(); masks !== undefined; masks = stack.pop()) {
    const ends = masks.map((mask, at) => ((mask >> BigInt(patterns[at]!.length)) & 1n) === 1n);
    if (ends.every((isEnd, at) => isEnd === at < inside.length)) return false;
    for (const letter of letters) {
      const next = masks.map((mask, at) => advance(patterns[at]!, mask, letter));
      if (next.some((mask, at) => (at < inside.length ? mask === 0n : takesAll(patterns[at]!, mask))))
        continue;
      const key = next.join();
      if (!seen.has(key)) {
        seen.add(key);
        stack.push(next);
      }
    }
  }
  return true;
}

/** Whether a pattern matches a string. */
export function isWordOf(tokens: ArrayLike<number>, text: string): boolean {
  let mask = skipRuns(tokens, 1n);
  for (let at = 0; at < text.length && mask !== 0n; at += 1)
    mask = advance(tokens, mask, text.charCodeAt(at));
  return ((mask >> BigInt(tokens.length)) & 1n) === 1n;
}

/** Every letter that a pattern distinguishes, and one that none does. */
function alphabet(patterns: readonly ArrayLike<number>[]): readonly number[] {
  const named = new Set([colon, slash]);
  for (const tokens of patterns) {
    for (const token of Array.from(tokens)) {
      if (token >= 0) for (const unit of unitsOf(token)) named.add(unit);
      else if (isVariable(token)) named.add(token);
    }
  }
  let other = 0xffff;
  while (named.has(other)) other -= 1;
  return [...named, other];
}

function advance(tokens: ArrayLike<number>, mask: bigint, letter: number): bigint {
  let next = 0n;
  for (let at = 0; at < tokens.length; at += 1) {
    if (((mask >> BigInt(at)) & 1n) === 0n) continue;
    const token = tokens[at]!;
    if (token === anyRun || (isRun(token) && letter >= 0 && letter !== endOf(token)))
      next |= 1n << BigInt(at);
    else if (takes(token, letter)) next |= 1n << BigInt(at + 1);
  }
  return skipRuns(tokens, next);
}

function takes(token: number, letter: number): boolean {
  if (token === anyOne) return letter >= 0;
  const end = endOf(token);
  if (end !== undefined) return !isRun(token) && letter >= 0 && letter !== end;
  return token >= 0 ? unitsOf(token).includes(letter) : token === letter && isVariable(token);
}

function skipRuns(tokens: ArrayLike<number>, mask: bigint): bigint {
  let all = mask;
  for (let at = 0; at < tokens.length; at += 1) {
    if (isRun(tokens[at]) && ((all >> BigInt(at)) & 1n) === 1n) all |= 1n << BigInt(at + 1);
  }
  return all;
}

const takesAll = (tokens: ArrayLike<number>, mask: bigint): boolean =>
  tokens.length > 0 &&
  tokens[tokens.length - 1] === anyRun &&
  ((mask >> BigInt(tokens.length - 1)) & 1n) === 1n;
