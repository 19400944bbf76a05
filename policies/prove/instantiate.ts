import { anyOne, anyRun } from "../language/glob.js";
import { anyOneInPart, anyRunInPart, colon, isRun, type Tokens, unitsOf } from "./tokens.js";

/** What stands in the parts of an ARN that a pattern leaves open: names from AWS's documentation. */
const arnFillers: Readonly<Record<number, string>> = {
  1: "aws",
  3: "us-east-1",
  4: "111122223333",
};

/** Texts put in for a free `*`, the most telling first. */
const freeFillers = ["example", "", "example/example", "1"] as const;

/** Texts that a pattern, free of variables, matches; a handful, readable ones first. */
export const instantiate = (tokens: Tokens): readonly string[] => {
  if (!tokens.includes(anyRun)) return [fill(tokens, "example"), fill(tokens, "")];
  return freeFillers.map((filler) => fill(tokens, filler));
};

const fill = (tokens: Tokens, filler: string): string => {
  let text = "";
  let part = 0;
  for (const [index, token] of tokens.entries()) {
    if (token === colon) part += 1;
    if (token === anyRun) text += filler;
    else if (token === anyRunInPart) text += partFill(tokens, index, part, filler);
    else if (token === anyOne || token === anyOneInPart)
      text += standsIn(tokens[index + 1], filler) ? "" : "x";
    else text += String.fromCharCode(unitsOf(token)[0]!);
  }
  return text;
};

/** The text for a run that follows is also there for the one character before it. */
const standsIn = (next: number | undefined, filler: string): boolean => isRun(next) && filler !== "";

const partFill = (tokens: Tokens, index: number, part: number, filler: string): string => {
  const whole = tokens[index - 1] === colon && tokens[index + 1] === colon;
  return whole ? (arnFillers[part] ?? filler) : filler;
};
