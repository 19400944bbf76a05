import { anyOne, anyRun } from "../language/glob.js";
import type { Pattern } from "./pattern.js";
import { anyOneInPart, anyRunInPart, colon, isRun, type Tokens, unitsOf } from "./tokens.js";

/** What stands in the parts of an ARN that a pattern leaves open, by their number from 0. */
export type ArnParts = ReadonlyMap<number, string>;

/** names from AWS's documentation */
const exampleParts: ArnParts = new Map([
  [1, "aws"],
  [3, "us-east-1"],
  [4, "111122223333"],
]);

/** Texts put in for a free `*`, the most telling first. */
const freeFillers = ["example", "", "example/example", "1"] as const;

/** Texts that a pattern, free of variables, matches; a handful, readable ones first. */
export const instantiate = (tokens: Tokens, parts: ArnParts = exampleParts): readonly string[] => {
  if (!tokens.includes(anyRun)) return [fill(tokens, "example", parts), fill(tokens, "", parts)];
  return freeFillers.map((filler) => fill(tokens, filler, parts));
};

/** The parts of an ARN as some of the patterns write them out, the others as in AWS's documentation. */
export const partsOf = (patterns: readonly Pattern[]): ArnParts => {
  if (patterns.length < 2) return exampleParts;
  const parts = new Map(exampleParts);
  for (const { bound } of patterns) {
    const written = splitParts(bound);
    if (written.length < arnParts) continue;
    for (const [at, tokens] of written.slice(0, arnParts - 1).entries()) {
      if (tokens.length > 0 && tokens.every((token) => token >= 0)) {
        parts.set(at, String.fromCharCode(...tokens.map((token) => unitsOf(token)[0]!)));
      }
    }
  }
  return parts;
};

const arnParts = 6;

const splitParts = (tokens: Tokens): readonly (readonly number[])[] => {
  const parts: number[][] = [[]];
  for (const token of tokens) {
    if (token === colon) parts.push([]);
    else parts.at(-1)!.push(token);
  }
  return parts;
};

const fill = (tokens: Tokens, filler: string, parts: ArnParts): string => {
  let text = "";
  let part = 0;
  for (const [index, token] of tokens.entries()) {
    if (token === colon) part += 1;
    if (token === anyRun) text += filler;
    else if (token === anyRunInPart)
      text += isWholePart(tokens, index) ? (parts.get(part) ?? filler) : filler;
    else if (token === anyOne || token === anyOneInPart)
      text += standsIn(tokens[index + 1], filler) ? "" : "x";
    else text += String.fromCharCode(unitsOf(token)[0]!);
  }
  return text;
};

const isWholePart = (tokens: Tokens, index: number): boolean =>
  tokens[index - 1] === colon && tokens[index + 1] === colon;

/** The text for a run that follows is also there for the one character before it. */
const standsIn = (next: number | undefined, filler: string): boolean => isRun(next) && filler !== "";
