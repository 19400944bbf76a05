import { anyOne, anyRun } from "../../language/glob.js";
import { exampleAccount, exampleRegion } from "../../reference/exampleAccount.js";
import { fromUnits } from "../../text/fromUnits.js";
import type { Pattern } from "./pattern.js";
import { anyOneInName, anyOneInPart, anyRunInPart, colon, isRun, type Tokens, unitsOf } from "./tokens.js";

/** The values for the parts of an ARN that a pattern does not determine, by their number from 0. */
export type ArnParts = ReadonlyMap<number, string>;

/** names from AWS's documentation */
const exampleParts: ArnParts = new Map([
  [1, "aws"],
  [3, exampleRegion],
  [4, exampleAccount],
]);

/** Strings put in for a free `*`, the most readable first. */
const freeFillers = ["example", "", "example/example", "1"] as const;

/** How the gaps of a pattern are filled. */
export interface Filling {
  /** @defaultValue those of AWS's documentation */
  readonly parts?: ArnParts;
  /** what separates a name from the word next to it; @defaultValue "-" */
  readonly joint?: string;
}

/** Strings that a pattern, free of variables, matches; a handful, readable ones first, each made when it is asked for. */
export function* instantiate(tokens: Tokens, filling: Filling = {}): Generator<string> {
  const fillers = tokens.includes(anyRun) ? freeFillers : (["example", ""] as const);
  for (const filler of fillers) yield fill(tokens, filler, filling);
}

/** The most readable string that a pattern, free of variables, matches. */
export const exampleOf = (tokens: Tokens): string => fill(tokens, "example", {});

/** The parts of an ARN as some of the patterns write them out, the others as in AWS's documentation. */
export function partsOf(patterns: readonly Pattern[]): ArnParts {
  if (patterns.length < 2) return exampleParts;
  const parts = new Map(exampleParts);
  for (const { bound } of patterns) {
    const written = splitParts(bound);
    if (written.length < arnParts) continue;
    for (const [at, tokens] of written.slice(0, arnParts - 1).entries()) {
      if (tokens.length > 0 && tokens.every((token) => token >= 0)) {
        parts.set(at, fromUnits(tokens.map((token) => unitsOf(token)[0]!)));
      }
    }
  }
  return parts;
}

/** An ARN with such parts instead of those it has. */
export function withParts(arn: string, parts: ArnParts): string {
  const own = arn.split(":");
  if (own.length < arnParts || parts === exampleParts) return arn;
  return own.map((part, at) => (part === exampleParts.get(at) ? (parts.get(at) ?? part) : part)).join(":");
}

const arnParts = 6;

function splitParts(tokens: Tokens): readonly (readonly number[])[] {
  const parts: number[][] = [[]];
  for (const token of tokens) {
    if (token === colon) parts.push([]);
    else parts.at(-1)!.push(token);
  }
  return parts;
}

function fill(tokens: Tokens, filler: string, { parts = exampleParts, joint = "-" }: Filling): string {
  let text = "";
  let part = 0;
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index]!;
    if (token === colon) part += 1;
    const given = token === anyRunInPart && isWholePart(tokens, index) ? parts.get(part) : undefined;
    if (given !== undefined) text += given;
    else if (isRun(token)) text += spaced(filler, joint, [text.at(-1), tokens[index + 1]]);
    else if (token === anyOne || token === anyOneInPart || token === anyOneInName)
      text += standsIn(tokens[index + 1], filler) ? "" : "x";
    else text += String.fromCharCode(unitsOf(token)[0]!);
  }
  return text;
}

/** A name that would run into a word gets a hyphen: `AWSBatch*` reads `AWSBatch-example`. */
function spaced(
  filler: string,
  joint: string,
  [before = "", after = colon]: readonly [string | undefined, number | undefined],
): string {
  if (filler === "") return "";
  const next = after >= 0 ? String.fromCharCode(unitsOf(after)[0]!) : "";
  return (isWord(before) ? joint : "") + filler + (isWord(next) ? joint : "");
}

const isWord = (text: string): boolean => /^[A-Za-z0-9]$/.test(text);

/** A part that may hold anything, or anything but nothing. */
function isWholePart(tokens: Tokens, index: number): boolean {
  const first = tokens[index - 1] === anyOneInPart ? index - 1 : index;
  return tokens[first - 1] === colon && tokens[index + 1] === colon;
}

/** The string for a run that follows also serves for the one character before it. */
const standsIn = (next: number | undefined, filler: string): boolean => isRun(next) && filler !== "";
