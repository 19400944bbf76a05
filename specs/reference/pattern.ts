import type { PolicyVersion } from "../../policies/language/policyDocument.js";

/** What a string of a policy represents: UTF-16 units taken literally, `?` (any one unit) and `*` (any run). */
export type Pattern = readonly (string | typeof anyOne | typeof anyRun)[];

const anyOne = Symbol("?");
const anyRun = Symbol("*");

/** The value of a single-valued context key, for policy variables; undefined when it has none to use. */
export type Lookup = (key: string) => string | undefined;

/** A string without policy variables. */
export const glob = (text: string): Pattern =>
  text.split("").map((unit) => (unit === "*" ? anyRun : unit === "?" ? anyOne : unit));

// an escape such as ${*}, a variable with or without a default value, or any other unit
const piece = /\$\{([*?$])\}|\$\{([^},]+)(?:, '(.*?)')?\}|./gs;

/**
 * A string with policy variables replaced; what they put in is literal. Undefined when one cannot be resolved,
 * so that the string matches nothing. The 2008 version of the language has no variables.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function expand(text: string, version: PolicyVersion, lookup: Lookup): Pattern | undefined {
  if (version === "2008-10-17") return glob(text);
  const pattern: (Pattern[number] | undefined)[] = [];
  for (const [plain, escaped, key, otherwise] of text.matchAll(piece)) {
    if (escaped !== undefined) pattern.push(escaped);
    else if (key === undefined) pattern.push(...glob(plain));
    else pattern.push(...((lookup(key) ?? otherwise)?.split("") ?? [undefined]));
  }
  return pattern.includes(undefined) ? undefined : (pattern as Pattern);
}

/** In a resource ARN there are variables only after the fifth colon. */
export function expandResource(text: string, version: PolicyVersion, lookup: Lookup): Pattern | undefined {
  const [, head, tail] = /^((?:[^:]*:){5})(.*)$/s.exec(text) ?? ["", text, ""];
  const rest = expand(tail!, version, lookup);
  return rest && [...glob(head!), ...rest];
}

/** The string itself, `*` and `?` being two characters like any other. */
export const asText = (pattern: Pattern): string =>
  pattern.map((unit) => (typeof unit === "symbol" ? unit.description : unit)).join("");

/** Whether the whole of the string is described by the whole of the pattern. */
export function matchesGlob(pattern: Pattern, text: string): boolean {
  // reached[n]: the pattern up to here describes the first n units
  let reached = Array.from({ length: text.length + 1 }, (_, n) => n === 0);
  for (const unit of pattern) {
    reached = reached.map((_, n) =>
      unit === anyRun
        ? reached.slice(0, n + 1).includes(true)
        : n > 0 && reached[n - 1]! && (unit === anyOne || unit === text[n - 1]),
    );
  }
  return reached[text.length]!;
}

/**
 * ARNs are compared part by part, the sixth part being all that is left; `*` alone is everything. A shorter
 * pattern that ends in `*` gives its last part all that is left; any other matches only as many parts.
 */
export function matchesArn(pattern: Pattern, text: string): boolean {
  if (pattern.length === 1 && pattern[0] === anyRun) return true;
  const wanted = splitArn(pattern, 6);
  const open = wanted.length === 6 || pattern.at(-1) === anyRun;
  const parts = splitArn(text.split(""), open ? wanted.length : Number.POSITIVE_INFINITY);
  return (
    wanted.length === parts.length && wanted.every((part, index) => matchesGlob(part, parts[index]!.join("")))
  );
}

function splitArn<Unit>(units: readonly Unit[], most: number): (readonly Unit[])[] {
  const colon = units.indexOf(":" as Unit);
  return colon < 0 || most === 1
    ? [units]
    : [units.slice(0, colon), ...splitArn(units.slice(colon + 1), most - 1)];
}
