import type { PolicyVersion } from "../language/document.js";
import { anyOne, anyRun } from "../language/glob.js";
import { hasVariable, parseTemplate, type TemplatePart } from "../language/template.js";
import {
  anyOneInPart,
  anyRunInPart,
  colon,
  foldedToken,
  isVariable,
  matchTokens,
  type Tokens,
  variableAnywhere,
  variableInPart,
  variableTokens,
  withoutVariables,
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
  /** true when a variable's value is left open, so that `bound` matches more than the pattern does */
  readonly open: boolean;
}

/** Gives a policy variable its value: a text, undefined for none, or `leftOpen`. */
export type Resolve = (variable: string) => string | undefined | typeof leftOpen;

export const leftOpen = Symbol("left open");

/** How the operators on strings read a value. */
export type PatternReading = "exact" | "ignoreCase" | "glob" | "arn" | "resource";

/** What a pattern is read under. */
export interface PatternContext {
  readonly version: PolicyVersion;
  readonly resolve: Resolve;
}

/** Variables of a `Resource` element are understood after the fifth colon, those of a condition everywhere. */
const variablesFrom = { arn: 0, resource: 5 } as const;
const arnParts = 6;

/** Reads one value, as `policies/evaluate` does; undefined for one that no string matches. */
export const readPattern = (
  text: string,
  reading: PatternReading,
  { version, resolve }: PatternContext,
): Pattern | undefined => {
  const templated = version === "2012-10-17" && hasVariable(text);
  if (!templated && isLiteral(text, reading)) return new LiteralPattern(text, reading);
  const parts = templated ? templateParts(text) : [{ text }];
  const values: string[] = [];
  const pieces = resolveParts(parts, reading, (variable) => {
    const value = resolve(variable);
    if (typeof value === "string") values.push(value);
    return value;
  });
  if (pieces === undefined) return undefined;
  const plain = parts.length === 1 && "text" in parts[0]!;
  const key = `${reading}${plain ? "" : "$"}\0${text}${values.map((value) => `\0${value}`).join("")}`;
  return assemble(key, pieces);
};

const isLiteral = (text: string, reading: PatternReading): boolean =>
  reading === "exact" || (reading !== "ignoreCase" && !text.includes("*") && !text.includes("?"));

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
    this.#tokens ??= Int32Array.from({ length: this.literal.length }, (_, at) => this.literal.charCodeAt(at));
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

/** Whether a text is matched; for a pattern that is open, whether it may be. */
export const matchPattern = ({ literal, bound }: Pattern, text: string): boolean =>
  literal === undefined ? matchTokens(bound, text) : literal === text;

const templateParts = (text: string): readonly TemplatePart[] => {
  const template = parseTemplate(text);
  return template.ok ? template.parts : [{ text }];
};

/** Parts of tokens: one, or those between the first five colons of an ARN. */
interface Pieces {
  readonly parts: readonly number[][];
  /** the last part may hold colons of its own */
  readonly free: boolean;
}

const resolveParts = (
  template: readonly TemplatePart[],
  reading: PatternReading,
  resolve: Resolve,
): Pieces | undefined => {
  const isArn = reading === "arn" || reading === "resource";
  const parts: number[][] = [[]];
  for (const part of template) {
    const resolves = !isArn || parts.length > variablesFrom[reading];
    const text = "text" in part ? part.text : literalOf(part, resolves ? resolve : undefined);
    if (text === undefined) return undefined;
    if (text === leftOpen) parts.at(-1)!.push(...variableTokens(variableText(part, reading)));
    else if (!("text" in part)) parts.at(-1)!.push(...codes(text, reading));
    else if (isArn) splitArn(parts, text);
    else parts.at(-1)!.push(...(reading === "glob" ? globCodes(text, parts[0]!) : codes(text, reading)));
  }
  if (reading === "ignoreCase") return { parts: foldAll(parts[0]!), free: true };
  if (!isArn) return { parts, free: true };
  return { parts, free: parts.length === arnParts || parts.at(-1)!.at(-1) === anyRun };
};

/** Alike only for variables that stand for the same set of texts: ignoring case they stand for more. */
const variableText = (part: TemplatePart, reading: PatternReading): string =>
  "variable" in part
    ? `${reading === "ignoreCase"}\0${part.variable.toLowerCase()}\0${part.fallback ?? "\0"}`
    : "";

const literalOf = (part: Exclude<TemplatePart, { text: string }>, resolve?: Resolve) => {
  if ("literal" in part) return part.literal;
  if (resolve !== undefined) return resolve(part.variable) ?? part.fallback;
  return part.fallback === undefined ? `\${${part.variable}}` : `\${${part.variable}, '${part.fallback}'}`;
};

const codes = (text: string, reading: PatternReading): number[] => {
  const folded = reading === "ignoreCase" ? text.toLowerCase() : text;
  return Array.from({ length: folded.length }, (_, at) => folded.charCodeAt(at));
};

const globCodes = (text: string, before: readonly number[]): number[] => {
  const tokens: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === "*") {
      if ((tokens.at(-1) ?? before.at(-1)) !== anyRun) tokens.push(anyRun);
    } else tokens.push(character === "?" ? anyOne : text.charCodeAt(at));
  }
  return tokens;
};

const splitArn = (parts: number[][], text: string): void => {
  const [first, ...rest] = text.split(":");
  parts.at(-1)!.push(...globCodes(first!, parts.at(-1)!));
  for (const piece of rest) {
    if (parts.length < arnParts) parts.push([]);
    else parts.at(-1)!.push(colon);
    parts.at(-1)!.push(...globCodes(piece, parts.at(-1)!));
  }
};

// Case mapping beyond ASCII depends on neighbours and changes lengths: such a text is taken as a variable
// of unknown value, which can lose an answer but not turn one round.
const foldAll = (tokens: number[]): number[][] => {
  if (tokens.every((token) => token < 128)) {
    return [tokens.map((token) => (isVariable(token) ? token : foldedToken(token)))];
  }
  return [variableTokens(`ignoring case\0${tokens.join()}`)];
};

const assemble = (key: string, { parts, free }: Pieces): Pattern | undefined => {
  const tokens: number[] = [];
  const bound: number[] = [];
  for (const [index, part] of parts.entries()) {
    const inPart = index < parts.length - 1 || !free;
    if (inPart && part.includes(colon)) return undefined; // no part of an ARN holds a colon
    if (index > 0) {
      tokens.push(colon);
      bound.push(colon);
    }
    const kept = inPart ? part.map((token) => withinPart.get(token) ?? token) : part;
    tokens.push(...kept);
    bound.push(...withoutVariables(kept, inPart));
  }
  const literal = bound.every((token) => token >= 0 && token < 0x10000)
    ? { literal: String.fromCharCode(...bound) }
    : {};
  const open = tokens.some(isVariable);
  const typed = Int32Array.from(tokens);
  return { key, tokens: typed, bound: open ? Int32Array.from(bound) : typed, open, ...literal };
};

const withinPart = new Map([
  [anyRun, anyRunInPart],
  [anyOne, anyOneInPart],
  // a value with a colon matches nothing here, so this is not the variable of a free text
  [variableAnywhere, variableInPart],
]);
