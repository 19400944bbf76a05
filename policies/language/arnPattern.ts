import { fromUnits } from "../text/fromUnits.js";
import { anyRun, type Glob, matchGlob, pushLiteral, pushPattern, type ResolveVariable } from "./glob.js";
import type { TemplatePart } from "./template.js";

/** `arn:partition:service:region:account:resource`; the resource may contain colons. */
const arnParts = 6;

/** An ARN pattern, part by part; the last part may be free to match colons too. */
export interface ArnPattern {
  readonly parts: readonly Glob[];
  readonly open: boolean;
  /** what every ARN that matches ends with */
  readonly suffix: string;
}

/** How to read a pattern that holds policy variables. */
export interface ArnPatternOptions {
  readonly resolve: ResolveVariable;
  /** variables and escapes before this part (0-based) are literal: 5 in a `Resource` element, 0 in a condition */
  readonly variablesFrom: number;
}

/**
 * Compiles an ARN pattern; undefined when a variable in it has neither a value nor a default.
 *
 * - `*` alone matches every string.
 * - With six or more parts the first five match part by part, so that a `*` there stays between its colons;
 *   the sixth takes the rest as a free glob.
 * - With fewer parts and a `*` at the end, the last part takes everything that follows.
 * - Any other short pattern matches only a string with as many parts.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function compileArnPattern(
  template: readonly TemplatePart[],
  { resolve, variablesFrom }: ArnPatternOptions,
): ArnPattern | undefined {
  const parts: number[][] = [[]];
  for (const piece of template) {
    if ("text" in piece) pushPieces(parts, piece.text, pushPattern);
    else if (parts.length <= variablesFrom) pushPieces(parts, written(piece), pushPattern);
    else {
      const text = "literal" in piece ? piece.literal : (resolve(piece.variable) ?? piece.fallback);
      if (text === undefined) return undefined;
      pushPieces(parts, text, pushLiteral);
    }
  }
  const open = parts.length === arnParts || parts.at(-1)!.at(-1) === anyRun;
  return { parts: parts.map((codes) => Int32Array.from(codes)), open, suffix: suffixOf(parts.at(-1)!) };
}

/** The characters after the last wildcard. */
const suffixOf = (codes: readonly number[]): string =>
  fromUnits(codes.slice(codes.findLastIndex((code) => code < 0) + 1));

/** A variable or an escape as it is written. */
function written(piece: Exclude<TemplatePart, { text: string }>): string {
  if ("literal" in piece) return `\${${piece.literal}}`;
  const { variable, fallback } = piece;
  return fallback === undefined ? `\${${variable}}` : `\${${variable}, '${fallback}'}`;
}

/** A colon begins a new part, also one that comes from a value: `${aws:PrincipalArn}` is a whole ARN. */
function pushPieces(parts: number[][], text: string, push: typeof pushPattern): void {
  const [first, ...rest] = text.split(":");
  push(parts.at(-1)!, first!);
  for (const piece of rest) {
    if (parts.length < arnParts) parts.push([]);
    else pushLiteral(parts.at(-1)!, ":");
    push(parts.at(-1)!, piece);
  }
}

/** Whether an ARN, or the `*` of a request on no particular resource, matches. Nothing is allocated. */
export function matchArn({ parts, open, suffix }: ArnPattern, arn: string): boolean {
  if (!arn.endsWith(suffix)) return false;
  let from = 0;
  const last = parts.length - 1;
  for (let index = 0; index < last; index += 1) {
    const colon = arn.indexOf(":", from);
    if (colon < 0 || !matchGlob(parts[index]!, arn, from, colon)) return false;
    from = colon + 1;
  }
  if (!open && arn.includes(":", from)) return false;
  return matchGlob(parts[last]!, arn, from);
}
