import { compareUtf8 } from "./compareUtf8.js";
import {
  type Failed,
  failed,
  isList,
  isMap,
  Open,
  type PartialMap,
  type PartialValue,
  Text,
} from "./partialValue.js";
import { concatStrings, numberText } from "./stringOf.js";

/**
 * The JSON text that `jsonencode` makes of a value, members by name; what is open stays open inside of it.
 * Undefined where a number cannot be told.
 *
 * Source: https://developer.hashicorp.com/terraform/language/functions/jsonencode
 */
export function encodeJson(value: PartialValue): string | Text | Failed | undefined {
  if (value === failed) return failed;
  if (value instanceof Open) return new Text([new Open({ ...value.about, isJson: true })]);
  if (typeof value === "string") return escaped(JSON.stringify(value));
  if (value instanceof Text) return concatStrings(['"', ...value.parts.map(inQuotes), '"']);
  if (isList(value))
    return enclosed(
      "[",
      "]",
      value.map((item) => [encodeJson(item)]),
    );
  if (isMap(value)) return enclosed("{", "}", membersOf(value));
  return typeof value === "number" ? numberText(value) : JSON.stringify(value);
}

const inQuotes = (part: string | Open): string | Open =>
  typeof part === "string" ? escaped(JSON.stringify(part).slice(1, -1)) : part;

/** As text inside HTML would be, which terraform does too. */
const escaped = (json: string): string =>
  json.replace(/[<>&\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);

type Piece = string | Text | Failed | undefined;

const membersOf = (map: PartialMap): readonly (readonly Piece[])[] =>
  Object.keys(map)
    .toSorted(compareUtf8)
    .map((name) => [encodeJson(name), ":", encodeJson(map[name]!)]);

function enclosed(open: string, close: string, items: readonly (readonly Piece[])[]): Piece {
  const pieces = items.flatMap((item, index) => (index === 0 ? item : [",", ...item]));
  return pieces.every((piece) => piece !== undefined) ? concatStrings([open, ...pieces, close]) : undefined;
}
