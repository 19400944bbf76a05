import { compareUtf8 } from "./compareUtf8.js";
import type { Evaluation } from "./evaluation.js";
import {
  type Failed,
  failed,
  isList,
  isMap,
  type PartialMap,
  PartialString,
  type PartialValue,
  Unknown,
} from "./partialValue.js";
import { concatStrings, numberString } from "./stringOf.js";

/**
 * The JSON string that `jsonencode` makes of a value, members by name; what is unknown stays unknown inside of it.
 * Undefined where a number is unknown.
 *
 * Source: https://developer.hashicorp.com/terraform/language/functions/jsonencode
 */
export function encodeJson(
  value: PartialValue,
  evaluation: Evaluation,
): string | PartialString | Failed | undefined {
  if (value === failed) return failed;
  if (value instanceof Unknown) return new PartialString([new Unknown({ ...value.about, isJson: true })]);
  if (typeof value === "string") return escaped(JSON.stringify(value));
  if (value instanceof PartialString)
    return concatStrings(['"', ...value.parts.map(inQuotes), '"'], evaluation);
  if (isList(value)) {
    const items = value.map((item) => [encodeJson(item, evaluation)]);
    return enclosed("[]", items, evaluation);
  }
  if (isMap(value)) return enclosed("{}", membersOf(value, evaluation), evaluation);
  return typeof value === "number" ? numberString(value) : JSON.stringify(value);
}

const inQuotes = (part: string | Unknown): string | Unknown =>
  typeof part === "string" ? escaped(JSON.stringify(part).slice(1, -1)) : part;

/** As a string inside HTML would be, which terraform does too. */
const escaped = (json: string): string =>
  json.replace(/[<>&\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);

type Piece = string | PartialString | Failed | undefined;

const membersOf = (map: PartialMap, evaluation: Evaluation): readonly (readonly Piece[])[] =>
  Object.keys(map)
    .toSorted(compareUtf8)
    .map((name) => [encodeJson(name, evaluation), ":", encodeJson(map[name]!, evaluation)]);

function enclosed(
  brackets: "[]" | "{}",
  items: readonly (readonly Piece[])[],
  evaluation: Evaluation,
): Piece {
  const pieces = items.flatMap((item, index) => (index === 0 ? item : [",", ...item]));
  return pieces.every((piece) => piece !== undefined)
    ? concatStrings([brackets[0]!, ...pieces, brackets[1]!], evaluation)
    : undefined;
}
