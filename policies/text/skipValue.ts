/** Where a value is in the bytes of a JSON document: from its first byte to the one after its last. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where bytes stop being JSON, by their brackets and strings. */
export class BrokenJson extends Error {
  readonly kind: "cut-off" | "syntax" | "too-deep" | "too-large";
  readonly offset: number;

  constructor(kind: BrokenJson["kind"], offset: number) {
    super(kind);
    this.kind = kind;
    this.offset = offset;
  }
}

const [quote, backslash, comma, colon] = [0x22, 0x5c, 0x2c, 0x3a];
const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d];

/** The place after the white space that begins at `at`. */
export function skipSpace(bytes: Uint8Array, at: number): number {
  let here = at;
  for (;;) {
    const byte = bytes[here];
    if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return here;
    here += 1;
  }
}

/**
 * The place after the value that begins at `at`. Looks only at brackets and strings, so that a document longer than
 * a string can be is passed over without making one; what is kept of it must be parsed.
 */
export function skipValue(bytes: Uint8Array, at: number, maximumDepth: number): number {
  let depth = 0;
  let here = at;
  do {
    const byte = bytes[here];
    if (byte === undefined) throw new BrokenJson("cut-off", here);
    if (byte === quote) here = skipString(bytes, here);
    else if (byte === openBrace || byte === openBracket) {
      depth += 1;
      if (depth > maximumDepth) throw new BrokenJson("too-deep", here);
      here += 1;
    } else if (byte === closeBrace || byte === closeBracket) {
      if (depth === 0) throw new BrokenJson("syntax", here);
      depth -= 1;
      here += 1;
    } else here = depth === 0 ? skipWord(bytes, here) : here + 1;
  } while (depth > 0);
  return here;
}

function skipString(bytes: Uint8Array, at: number): number {
  for (let end = bytes.indexOf(quote, at + 1); end >= 0; end = bytes.indexOf(quote, end + 1)) {
    let escapes = 0;
    while (bytes[end - 1 - escapes] === backslash) escapes += 1;
    if (escapes % 2 === 0) return end + 1;
  }
  throw new BrokenJson("cut-off", bytes.length);
}

function skipWord(bytes: Uint8Array, at: number): number {
  let here = at;
  while (/[\w.+-]/.test(String.fromCharCode(bytes[here] ?? 0))) here += 1;
  if (here === at) throw new BrokenJson("syntax", at);
  return here;
}

/**
 * The place after the object or list that begins at `start`. `pass` is given where each value of it begins, and the
 * span of its key in an object, and returns the place after the value: each byte is looked at once.
 */
export function passChildren(
  bytes: Uint8Array,
  start: number,
  pass: (start: number, key: Span | undefined) => number,
): number {
  const isObject = bytes[start] === openBrace;
  const close = isObject ? closeBrace : closeBracket;
  let at = skipSpace(bytes, start + 1);
  if (bytes[at] === close) return at + 1;
  for (;;) {
    const key = isObject ? keyAt(bytes, at) : undefined;
    at = skipSpace(bytes, pass(key === undefined ? at : behindColon(bytes, key.end), key));
    if (bytes[at] === close) return at + 1;
    if (bytes[at] !== comma) throw new BrokenJson(at < bytes.length ? "syntax" : "cut-off", at);
    at = skipSpace(bytes, at + 1);
  }
}

function keyAt(bytes: Uint8Array, at: number): Span {
  if (bytes[at] !== quote) throw new BrokenJson(at < bytes.length ? "syntax" : "cut-off", at);
  return { start: at, end: skipString(bytes, at) };
}

function behindColon(bytes: Uint8Array, at: number): number {
  const here = skipSpace(bytes, at);
  if (bytes[here] !== colon) throw new BrokenJson(here < bytes.length ? "syntax" : "cut-off", here);
  return skipSpace(bytes, here + 1);
}
