const code = (character: string): number => character.charCodeAt(0);
const quote = code('"');
const backslash = code("\\");
const opening: readonly number[] = [code("{"), code("[")];
const closing: readonly number[] = [code("}"), code("]")];

/**
 * How deep a JSON document nests: 0 for a string or number, 1 for `{}`. Defined for malformed documents too.
 * Linear; asked before anything recursive touches a value, because `JSON.parse` accepts any depth.
 */
export function jsonNesting(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charCodeAt(at);
    if (character === quote) at = closingQuote(text, at);
    else if (opening.includes(character)) deepest = Math.max(deepest, ++depth);
    else if (closing.includes(character)) depth -= 1;
  }
  return deepest;
}

function closingQuote(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text.charCodeAt(at);
    if (character === quote) return at;
    if (character === backslash) at += 1;
  }
  return text.length;
}
