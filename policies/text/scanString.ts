const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

type ScannedString =
  | { readonly value: string; readonly end: number }
  | { readonly problem: string; readonly at: number };

/** Reads the JSON string whose opening quote is at `start`; `end` is after the closing quote. */
export function scanString(text: string, start: number): ScannedString {
  let value = "";
  let from = start + 1;
  for (let at = from; at < text.length; at += 1) {
    const character = text[at]!;
    if (character === '"') return { value: value + text.slice(from, at), end: at + 1 };
    if (character < " ") {
      const shown = `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
      return { problem: `the control character ${shown} must be escaped inside a string`, at };
    }
    if (character !== "\\") continue;
    const escaped = scanEscape(text, at + 1);
    if (escaped === undefined)
      return { problem: `\`${text.slice(at, at + 2)}\` is not a JSON escape sequence`, at };
    value += text.slice(from, at) + escaped.value;
    from = at + 1 + escaped.length;
    at = from - 1;
  }
  return { problem: "the string is not closed", at: start };
}

function scanEscape(text: string, at: number): { value: string; length: number } | undefined {
  const letter = text[at] ?? "";
  if (Object.hasOwn(escapes, letter)) return { value: escapes[letter]!, length: 1 };
  const digits = text.slice(at + 1, at + 5);
  if (letter !== "u" || !/^[0-9a-fA-F]{4}$/.test(digits)) return undefined;
  return { value: String.fromCharCode(Number.parseInt(digits, 16)), length: 5 };
}

const number = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;

/** The JSON number that begins at `start`, or the empty string. */
export function scanNumber(text: string, start: number): string {
  number.lastIndex = start;
  return number.exec(text)?.[0] ?? "";
}
