import type { TemplatePart } from "./template.js";

/** A pattern as UTF-16 code units, with `anyRun` for `*` and `anyOne` for `?`. */
export type Glob = Int32Array;

/** any run of characters, also an empty one: `*` */
export const anyRun = -1;
/** exactly one character: `?` */
export const anyOne = -2;

const star = 42;
const questionMark = 63;

/** Appends `text` to `codes`, its wildcards with their meaning. */
export function pushPattern(codes: number[], text: string): void {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === questionMark) codes.push(anyOne);
    else if (code !== star) codes.push(code);
    else if (codes[codes.length - 1] !== anyRun) codes.push(anyRun);
  }
}

/** Appends `text` to `codes`, every character matching only that character. */
export function pushLiteral(codes: number[], text: string): void {
  for (let at = 0; at < text.length; at += 1) codes.push(text.charCodeAt(at));
}

/** The glob of a plain pattern, without policy variables. */
export function compileGlob(pattern: string): Glob {
  const codes: number[] = [];
  pushPattern(codes, pattern);
  return Int32Array.from(codes);
}

/** Gives the value of a variable; undefined when it has none. */
export type ResolveVariable = (variable: string) => string | undefined;

/**
 * The glob of a template, with each variable replaced by its value, taken literally; undefined when a
 * variable has neither a value nor a default: such a pattern matches nothing.
 */
export function resolveGlob(parts: readonly TemplatePart[], resolve: ResolveVariable): Glob | undefined {
  const codes: number[] = [];
  for (const part of parts) {
    if ("text" in part) pushPattern(codes, part.text);
    else {
      const literal = "literal" in part ? part.literal : (resolve(part.variable) ?? part.fallback);
      if (literal === undefined) return undefined;
      pushLiteral(codes, literal);
    }
  }
  return Int32Array.from(codes);
}

/** The string of a template in which `*` and `?` mean themselves; undefined as in {@link resolveGlob}. */
export function resolveText(parts: readonly TemplatePart[], resolve: ResolveVariable): string | undefined {
  let resolved = "";
  for (const part of parts) {
    const text =
      "text" in part
        ? part.text
        : "literal" in part
          ? part.literal
          : (resolve(part.variable) ?? part.fallback);
    if (text === undefined) return undefined;
    resolved += text;
  }
  return resolved;
}

/**
 * Whether the glob matches `value` from `from` up to `to`, by code units.
 *
 * Two pointers: on a mismatch only the latest `*` is widened, which is enough because an earlier one could
 * not help. At worst the product of both lengths, no recursion, nothing allocated.
 */
export function matchGlob(glob: Glob, value: string, from = 0, to = value.length): boolean {
  let at = from;
  let next = 0;
  let run = -1;
  let resume = from;
  while (at < to) {
    const code = next < glob.length ? glob[next]! : Number.NaN;
    if (code === anyRun) {
      run = next;
      resume = at;
      next += 1;
    } else if (code === anyOne || code === value.charCodeAt(at)) {
      at += 1;
      next += 1;
    } else if (run >= 0) {
      resume += 1;
      at = resume;
      next = run + 1;
    } else return false;
  }
  while (next < glob.length && glob[next] === anyRun) next += 1;
  return next === glob.length;
}
