import { decodeText } from "../../policies/text/decodeText.js";
import { type Diagnostic, failure, type Result } from "../../policies/text/diagnostic.js";

/** A line of text and its number, counted from 1. */
export interface NumberedLine {
  readonly line: number;
  /** the text without its line break; failed where it is not UTF-8 or longer than {@link maximumLineBytes} */
  readonly text: Result<string>;
}

/** No case comes near it; a file without line breaks is not read into memory as a whole. */
export const maximumLineBytes = 16 * 1024 * 1024;

const lineFeed = 0x0a;

/**
 * Splits chunks of bytes into lines, in memory of one line and one chunk. Only line feeds end a line: other
 * separators that Unicode knows stand inside JSON strings.
 */
export async function* splitLines(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<NumberedLine> {
  const pending = new PendingLine();
  let line = 1;
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end !== -1; end = chunk.indexOf(lineFeed, start)) {
      pending.add(chunk.subarray(start, end));
      yield { line, text: pending.take() };
      line += 1;
      start = end + 1;
    }
    pending.add(chunk.subarray(start));
  }
  if (!pending.empty) yield { line, text: pending.take() };
}

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
