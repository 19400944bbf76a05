import { anyOne, anyRun } from "../../language/glob.js";

/**
 * A pattern as numbers: a code unit as it is, `foldedUnit + code` for a letter in either case, the
 * wildcards of `glob.ts`, those below, and from `variableStart` downwards the letters of a policy variable
 * whose value is unknown.
 */
export type Tokens = Int32Array;

/** `*` within one colon-separated part of an ARN */
export const anyRunInPart = -3;
/** `?` within one colon-separated part of an ARN */
export const anyOneInPart = -4;
/** any run without a slash, for names in the last part of an ARN template */
export const anyRunInName = -5;
/** any one character but a slash */
export const anyOneInName = -6;

const variableStart = -16;
const variableEnd = -17;
const foldedUnit = 0x10000;
/** the only code unit beyond ASCII whose lower case is an ASCII letter: the Kelvin sign */
const kelvin = 0x212a;

export const colon = 58;
export const slash = 47;

export const isRun = (token: number | undefined): boolean =>
  token === anyRun || token === anyRunInPart || token === anyRunInName;

/** The character that ends what a wildcard matches; undefined for a free one, or none. */
export function endOf(token: number | undefined): number | undefined {
  if (token === anyRunInPart || token === anyOneInPart) return colon;
  return token === anyRunInName || token === anyOneInName ? slash : undefined;
}

export const isVariable = (token: number): boolean => token <= variableStart;

/** False for wildcards, and for the open value of a variable. */
export const isPlainUnit = (token: number): boolean => token >= 0;

/** The tokens of a variable: equal for equal strings, and no part of one is equal to a part of another. */
export const variableTokens = (text: string): number[] => [
  variableStart,
  ...Array.from({ length: text.length }, (_, at) => variableEnd - 1 - text.charCodeAt(at)),
  variableEnd,
];

/** The token that matches an ASCII character in either case. */
export const foldedToken = (code: number): number => (code >= 97 && code <= 122 ? foldedUnit + code : code);

/** The lower case letter of a folded token, the code unit of any other. */
export const lowerUnit = (token: number): number => (token < foldedUnit ? token : token - foldedUnit);

/** The code units that a unit token matches; at most three. */
export function unitsOf(token: number): readonly number[] {
  if (token < foldedUnit) return [token];
  const lower = token - foldedUnit;
  return lower === 107 ? [lower, lower - 32, kelvin] : [lower, lower - 32];
}

/** Whether a single-character token matches a code unit. */
export function matchesUnit(token: number, code: number): boolean {
  if (token === code || token === anyOne) return true;
  if (token === anyOneInPart || token === anyOneInName) return code !== endOf(token);
  return token >= foldedUnit && unitsOf(token).includes(code);
}

/** The pattern with every open variable as any run: it matches everything the pattern can match. */
export function boundVariables(tokens: readonly number[]): number[] {
  const bound: number[] = [];
  for (const token of tokens) {
    const next = isVariable(token) ? anyRun : token;
    if (next !== anyRun || bound.at(-1) !== anyRun) bound.push(next);
  }
  return bound;
}

/**
 * Whether the tokens, free of variables, match a string. The latest run is widened on a mismatch, which is
 * enough also where runs keep to a part or a name: all of these are before the free ones, and the colons and
 * slashes between them leave no choice.
 */
export function matchTokens(tokens: Tokens, text: string): boolean {
  let at = 0;
  let next = 0;
  let run = -1;
  let resume = 0;
  while (at < text.length) {
    const token = next < tokens.length ? tokens[next]! : Number.NaN;
    if (isRun(token)) {
      run = next;
      resume = at;
      next += 1;
    } else if (matchesUnit(token, text.charCodeAt(at))) {
      at += 1;
      next += 1;
    } else if (run < 0 || text.charCodeAt(resume) === endOf(tokens[run])) return false;
    else {
      resume += 1;
      at = resume;
      next = run + 1;
    }
  }
  while (next < tokens.length && isRun(tokens[next])) next += 1;
  return next === tokens.length;
}
