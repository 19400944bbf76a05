import { compileArnPattern } from "../../language/arnPattern.js";
import { anyOne, anyRun, type ResolveVariable, resolveGlob, resolveText } from "../../language/glob.js";
import type { PolicyVersion } from "../../language/policyDocument.js";
import { hasVariable, parseTemplate, type TemplatePart } from "../../language/template.js";
import { fromUnits } from "../../text/fromUnits.js";
import {
  anyOneInPart,
  anyRunInPart,
  boundVariables,
  colon,
  foldedToken,
  isVariable,
  matchTokens,
  type Tokens,
  variableTokens,
} from "./tokens.js";

/** A set of strings written as one value of a policy. */
export interface Pattern {
  /** equal for patterns that were written alike */
  readonly key: string;
  readonly tokens: Tokens;
  /** the tokens with every open variable as any run */
  readonly bound: Tokens;
  /** the one string it matches, where it is one */
  readonly literal?: string;
  /** what every string that it matches begins with, where that is known without its tokens; case matters */
  readonly prefix?: string;
  /** true when a variable's value is unknown, so that `bound` matches more than the pattern does */
  readonly open: boolean;
}

/** Gives a policy variable its value: a string, undefined for none, or `leftOpen`. */
export type Resolve = (variable: string) => string | undefined | typeof leftOpen;

export const leftOpen = Symbol("unknown");

/** How the operators on strings read a value. */
export type PatternReading = "exact" | "ignoreCase" | "glob" | "arn" | "resource";

/** What a pattern is read under. */
export interface PatternContext {
  readonly version: PolicyVersion;
  readonly resolve: Resolve;
}

/** Variables of a `Resource` element are understood after the fifth colon, those of a condition everywhere. */
const variablesFrom = { arn: 0, resource: 5 } as const;

/**
 * Reads one value, by the same steps as `policies/evaluate`; undefined for one that no string matches. A
 * variable whose value is unknown passes these steps as a character of the private use area, and turns into the
 * letters of a variable after them.
 */
export function readPattern(
  text: string,
  reading: PatternReading,
  { version, resolve }: PatternContext,
): Pattern | undefined {
  const templated = version === "2012-10-17" && hasVariable(text);
  if (!templated && isLiteral(text, reading)) return new LiteralPattern(text, reading);
  if (!templated) {
    if (isGlob(text, reading)) return new GlobPattern(text, reading);
    const codes = readText(text, reading);
    return codes && closed(`${reading}\0${text}`, codes);
  }
  const marked = mark(templateParts(text), resolve);
  const { names, values } = marked;
  const key = `${reading}$\0${text}${values.map((value) => `\0${value}`).join("")}`;
  if (names.length > 0 && defiesMarks(text, reading)) return opaque(key);
  const codes = readCodes[reading](marked.parts, marked.resolve);
  if (codes === undefined || codes === "opaque") return codes && opaque(key);
  return finish(key, codes, (at) => `${reading === "ignoreCase"}\0${names[at]}`);
}

const isLiteral = (text: string, reading: PatternReading): boolean =>
  reading === "exact" || (reading !== "ignoreCase" && !text.includes("*") && !text.includes("?"));

const readText = (text: string, reading: PatternReading) => readCodes[reading]([{ text }], () => undefined);

/** With a wildcard and without a variable every reading but those makes tokens, and no literal. */
const isGlob = (text: string, reading: PatternReading): boolean =>
  reading !== "exact" && reading !== "ignoreCase" && wildcard.test(text) && !markCharacters.test(text);

const wildcard = /[*?]/;
const markCharacters = /[\ue000-\uf8ff]/;

/** Most patterns are one string; their tokens are seldom looked at. */
class LiteralPattern implements Pattern {
  readonly key: string;
  readonly literal: string;
  readonly open = false;
  #tokens: Tokens | undefined;

  constructor(literal: string, reading: PatternReading) {
    this.key = `${reading}\0${literal}`;
    this.literal = literal;
  }

  get tokens(): Tokens {
    this.#tokens ??= Int32Array.from(codesOf(this.literal));
    return this.#tokens;
  }

  get bound(): Tokens {
    return this.tokens;
  }
}

/** Most others are distinguished by what they begin with. */
class GlobPattern implements Pattern {
  readonly key: string;
  readonly prefix: string;
  readonly open = false;
  readonly #text: string;
  readonly #reading: PatternReading;
  #tokens: Tokens | undefined;

  constructor(text: string, reading: PatternReading) {
    this.key = `${reading}\0${text}`;
    this.prefix = text.split(wildcard, 1)[0]!;
    this.#text = text;
    this.#reading = reading;
  }

  get tokens(): Tokens {
    this.#tokens ??= Int32Array.from(readText(this.#text, this.#reading) as readonly number[]);
    return this.#tokens;
  }

  get bound(): Tokens {
    return this.tokens;
  }
}

/** The pattern of a glob without variables. */
export const plainGlob = (text: string): Pattern =>
  readPattern(text, "glob", { version: "2008-10-17", resolve: () => undefined })!;

/** The pattern that only one string matches. */
export const plainLiteral = (text: string): Pattern =>
  readPattern(text, "exact", { version: "2008-10-17", resolve: () => undefined })!;

/** Whether a string is matched; for a pattern with unknown values, whether it may be. */
export function matchPattern(pattern: Pattern, text: string): boolean {
  const { literal, prefix } = pattern;
  if (literal !== undefined) return literal === text;
  return (prefix === undefined || text.startsWith(prefix)) && matchTokens(pattern.bound, text);
}

function templateParts(text: string): readonly TemplatePart[] {
  const template = parseTemplate(text);
  return template.ok ? template.parts : [{ text }];
}

/** A template in which each variable whose value is unknown is replaced by its mark. */
interface Marked {
  readonly parts: readonly TemplatePart[];
  readonly resolve: ResolveVariable;
  /** of the variables without a known value, with their defaults */
  readonly names: readonly string[];
  /** of the others, in order; `\u0001` for none */
  readonly values: readonly string[];
}

const firstMark = 0xe000;
const markCount = 6400;

const isMark = (code: number): boolean => code >= firstMark && code < firstMark + markCount;

function mark(parts: readonly TemplatePart[], resolve: Resolve): Marked {
  const names: string[] = [];
  const values: string[] = [];
  const marked = parts.map((part): TemplatePart => {
    if (!("variable" in part)) return part;
    const value = resolve(part.variable);
    if (value !== leftOpen) {
      values.push(value ?? "\u0001");
      return part;
    }
    names.push(`${part.variable.toLowerCase()}\0${part.fallback ?? "\0"}`);
    return { variable: String.fromCharCode(firstMark + names.length - 1) };
  });
  const resolveMarked: ResolveVariable = (variable) =>
    isMark(variable.charCodeAt(0)) ? variable : (resolve(variable) as string | undefined);
  return { parts: marked, resolve: resolveMarked, names, values };
}

/** A string that holds such characters itself, or a variable that is literal, before the fifth colon. */
const defiesMarks = (text: string, reading: PatternReading): boolean =>
  markCharacters.test(text) || (reading === "resource" && /^(?:[^:]*:){0,4}[^:]*\$\{/.test(text));

/** Tokens, marks among them; `opaque` where only the string as a whole determines what is matched. */
type Read = (
  parts: readonly TemplatePart[],
  resolve: ResolveVariable,
) => readonly number[] | "opaque" | undefined;

function codesOf(text: string): number[] {
  const codes: number[] = [];
  for (let at = 0; at < text.length; at += 1) codes.push(text.charCodeAt(at));
  return codes;
}

const readArn =
  (from: number): Read =>
  (parts, resolve) => {
    const pattern = compileArnPattern(parts, { resolve, variablesFrom: from });
    if (pattern === undefined) return undefined;
    const last = pattern.parts.length - 1;
    const bounded = pattern.parts.filter((_, at) => at < last || !pattern.open);
    // before the sixth part a value with colons changes which part is which
    const settled = last === 5 ? bounded : pattern.parts;
    if (settled.some((codes) => codes.some(isMark))) return "opaque";
    if (bounded.some((codes) => codes.includes(colon))) return undefined; // no part of an ARN holds a colon
    const all: number[] = [];
    for (const [at, codes] of pattern.parts.entries()) {
      if (at > 0) all.push(colon);
      const isClosed = at < last || !pattern.open;
      for (const code of codes) all.push(isClosed ? withinPart(code) : code);
    }
    return all;
  };

const withinPart = (code: number): number =>
  code === anyRun ? anyRunInPart : code === anyOne ? anyOneInPart : code;

const readCodes: Readonly<Record<PatternReading, Read>> = {
  exact: (parts, resolve) => {
    const text = resolveText(parts, resolve);
    return text === undefined ? undefined : codesOf(text);
  },
  ignoreCase: (parts, resolve) => {
    const text = resolveText(parts, resolve);
    if (text === undefined) return undefined;
    // case mapping beyond ASCII depends on neighbours and changes lengths
    const codes = codesOf(text.toLowerCase());
    return codes.some((code) => code > 127 && !isMark(code)) ? "opaque" : codes.map(foldedToken);
  },
  glob: (parts, resolve) => {
    const glob = resolveGlob(parts, resolve);
    return glob && [...glob];
  },
  arn: readArn(variablesFrom.arn),
  resource: readArn(variablesFrom.resource),
};

/** A pattern without variables: it is one string unless it has a wildcard, or letters in either case. */
function closed(key: string, codes: readonly number[] | "opaque"): Pattern {
  if (codes === "opaque") return opaque(key);
  const tokens = Int32Array.from(codes);
  const isText = tokens.every((token) => token >= 0 && token < 0x10000);
  return {
    key,
    tokens,
    bound: tokens,
    open: false,
    ...(isText && { literal: fromUnits(codes) }),
  };
}

function finish(key: string, codes: readonly number[], nameOf: (mark: number) => string): Pattern {
  const tokens = codes.flatMap((code) => (isMark(code) ? variableTokens(nameOf(code - firstMark)) : [code]));
  if (!tokens.some(isVariable)) return closed(key, tokens);
  const bound = Int32Array.from(boundVariables(tokens));
  return { key, tokens: Int32Array.from(tokens), bound, open: true };
}

/** Nothing is known of what it matches, except that equal strings match the same. */
const opaque = (key: string): Pattern => finish(key, [firstMark], () => `opaque\0${key}`);
