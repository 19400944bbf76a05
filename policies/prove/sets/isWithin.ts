import { anyOne, anyRun } from "../../language/glob.js";
import { colon, endOf, isPlainUnit, isRun, isVariable, type Tokens, unitsOf } from "./tokens.js";

/**
 * True when every string the first pattern matches is matched by the second and an alignment of
 * their tokens shows it; false proves nothing. An open variable is matched by the same variable or by a
 * free run, so that the answer holds for every value of it.
 */
export function isWithin(inner: Tokens, outer: Tokens): boolean {
  let at = 0;
  let next = 0;
  let run = -1;
  let resume = 0;
  while (at < inner.length) {
    if (next < outer.length && isRun(outer[next])) {
      run = next;
      resume = at;
      next += 1;
    } else if (next < outer.length && unitWithin(inner[at]!, outer[next]!)) {
      at += 1;
      next += 1;
    } else if (run < 0 || !runHolds(outer[run]!, inner[resume]!)) return false;
    else {
      resume += 1;
      at = resume;
      next = run + 1;
    }
  }
  while (next < outer.length && isRun(outer[next])) next += 1;
  return next === outer.length;
}

/** A run that ends at a character holds the wildcards that end at the same, and every other character. */
function runHolds(run: number, token: number): boolean {
  if (run === anyRun) return true;
  return isPlainUnit(token) ? token !== endOf(run) : !isVariable(token) && endOf(token) === endOf(run);
}

function unitWithin(inner: number, outer: number): boolean {
  if (isRun(inner)) return false;
  if (inner === outer) return true;
  if (isVariable(inner) || isVariable(outer)) return false;
  if (outer === anyOne) return true;
  if (!isPlainUnit(inner)) return false;
  const end = endOf(outer);
  if (end !== undefined) return inner !== end;
  return unitsOf(inner).every((code) => unitsOf(outer).includes(code));
}

/**
 * True when no string is matched by both patterns, free of variables, and their first and last
 * characters or the parts of ARNs show it; false proves nothing.
 */
export const areDisjoint = (one: Tokens, other: Tokens): boolean =>
  prefixesDiffer(one, other) || suffixesDiffer(one, other);

function prefixesDiffer(one: Tokens, other: Tokens): boolean {
  let left = 0;
  let right = 0;
  for (;;) {
    const a = one[left];
    const b = other[right];
    if (a === undefined) return !restIsRuns(other, right);
    if (b === undefined) return !restIsRuns(one, left);
    if (isRun(a) || isRun(b)) {
      // both patterns reach the next colon of the ARN, regardless of what the runs hold
      left = afterPart(one, left);
      right = afterPart(other, right);
      if (left === 0 || right === 0) return false;
    } else if (unitsDiffer(a, b)) return true;
    else {
      left += 1;
      right += 1;
    }
  }
}

function restIsRuns(tokens: Tokens, from: number): boolean {
  for (let at = from; at < tokens.length; at += 1) if (!isRun(tokens[at])) return false;
  return true;
}

/** The place after the colon that ends this part; 0 where a free wildcard may hide the colon. */
function afterPart(tokens: Tokens, from: number): number {
  for (let at = from; at < tokens.length; at += 1) {
    const token = tokens[at]!;
    if (token === colon) return at + 1;
    if (!isPlainUnit(token) && endOf(token) !== colon) return 0;
  }
  return 0;
}

function suffixesDiffer(one: Tokens, other: Tokens): boolean {
  for (let back = 1; ; back += 1) {
    const a = one[one.length - back];
    const b = other[other.length - back];
    if (a === undefined || b === undefined || isRun(a) || isRun(b)) return false;
    if (unitsDiffer(a, b)) return true;
  }
}

function unitsDiffer(a: number, b: number): boolean {
  if (a === b || a === anyOne || b === anyOne) return false;
  const [end, otherEnd] = [endOf(a), endOf(b)];
  if (end !== undefined) return b === end;
  if (otherEnd !== undefined) return a === otherEnd;
  const codes = unitsOf(b);
  return !unitsOf(a).some((code) => codes.includes(code));
}

/** True for a pattern that matches every string. */
export const isEverything = (tokens: Tokens): boolean => tokens.length === 1 && tokens[0] === anyRun;
