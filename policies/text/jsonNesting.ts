const code = (character: string): number => character.charCodeAt(0);
const quote = code('"');
const backslash = code("\\");
const [openBrace, closeBrace, openBracket, closeBracket] = [code("{"), code("}"), code("["), code("]")];

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
    else if (character === openBrace || character === openBracket) {
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if (character === closeBrace || character === closeBracket) depth -= 1;
  }
  return deepest;
}

function closingQuote(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let escapes = 0;
    while (text.charCodeAt(end - 1 - escapes) === backslash) escapes += 1;
    if (escapes % 2 === 0) return end;
  }
  return text.length;
}
