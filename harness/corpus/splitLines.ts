import { isAscii, isUtf8 } from "node:buffer";
import { decodeText } from "../../policies/text/decodeText.js";
import { type Diagnostic, failure, type Result, success } from "../../policies/text/diagnostic.js";

/** A line and its number, counted from 1. */
export interface NumberedLine {
  readonly line: number;
  /** the line without its line break; failed where it is not UTF-8 or longer than {@link maximumLineBytes} */
  readonly text: Result<string>;
}

/** No case comes near it; a file without line breaks is not read into memory as a whole. */
export const maximumLineBytes = 16 * 1024 * 1024;

const lineFeed = 0x0a;

/**
 * Splits chunks of bytes into lines, a batch for each chunk, in memory of one line and one chunk. Only line
 * feeds end a line: other separators of Unicode may be part of a JSON string.
 */
export async function* splitLines(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<readonly NumberedLine[]> {
  const pending = new PendingLine();
  let line = 1;
  for await (const chunk of chunks) {
    const first = chunk.indexOf(lineFeed);
    const last = chunk.lastIndexOf(lineFeed);
    if (first < 0) {
      pending.add(chunk);
      continue;
    }
    pending.add(chunk.subarray(0, first));
    const texts = [pending.take(), ...(last > first ? decodeLines(chunk.subarray(first + 1, last)) : [])];
    yield texts.map((text, index) => ({ line: line + index, text }));
    line += texts.length;
    pending.add(chunk.subarray(last + 1));
  }
  if (!pending.empty) yield [{ line, text: pending.take() }];
}

/** The lines of a string. */
export const splitText = (text: string): readonly NumberedLine[] =>
  text.split("\n").map((line, index) => ({ line: index + 1, text: decoded(line) }));

/** Whole lines, decoded together where all of them are UTF-8. */
function decodeLines(bytes: Uint8Array): readonly Result<string>[] {
  const { buffer, byteOffset, byteLength } = bytes;
  const view = Buffer.from(buffer, byteOffset, byteLength);
  // the same string for these bytes, in a fraction of the time
  if (isAscii(view)) return view.toString("latin1").split("\n").map(decoded);
  if (isUtf8(view)) return view.toString("utf8").split("\n").map(decoded);
  const lines: Result<string>[] = [];
  for (let start = 0; start <= view.length; ) {
    const feed = view.indexOf(lineFeed, start);
    const end = feed < 0 ? view.length : feed;
    lines.push(decodeText(view.subarray(start, end)));
    start = end + 1;
  }
  return lines;
}

const none: readonly Diagnostic[] = [];
const decoded = (text: string): Result<string> => success(text, none);

class PendingLine {
  #parts: Uint8Array[] = [];
  #bytes = 0;

  get empty(): boolean {
    return this.#bytes === 0;
  }

  add(part: Uint8Array): void {
    this.#bytes += part.length;
    if (this.#bytes > maximumLineBytes) this.#parts = [];
    else if (part.length > 0) this.#parts.push(part);
  }

  take(): Result<string> {
    const bytes = this.#bytes;
    const parts = this.#parts;
    this.#bytes = 0;
    this.#parts = [];
    return bytes > maximumLineBytes ? failure(tooLong) : decodeText(Buffer.concat(parts));
  }
}

const tooLong: Diagnostic = {
  code: "line-too-long",
  severity: "error",
  message: `the line is longer than ${maximumLineBytes / 1024 / 1024} MiB`,
  hint: "a corpus holds one case a line",
};
