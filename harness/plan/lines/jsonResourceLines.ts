import { maximumNesting } from "../../../policies/text/readJson.js";
import { BrokenJson, passChildren, type Span, skipValue } from "../../../policies/text/skipValue.js";
import { lineCounter } from "./lineCounter.js";

/**
 * The line of each resource in the JSON of a plan or state, by its address: that of its change, else of its values.
 * Empty where the file is one line, as terraform writes it, so that each resource is in line 1.
 */
export function jsonResourceLines(bytes: Uint8Array): ReadonlyMap<string, number> {
  const [changes, values] = [new Map<string, number>(), new Map<string, number>()];
  const start = bytes.indexOf(openBrace);
  if (start < 0 || isOneLine(bytes)) return changes;
  try {
    const reader = new LineReader(bytes);
    passChildren(bytes, start, (at, key) => {
      const name = reader.stringAt(key!);
      if (name === "resource_changes") return reader.list(at, (item) => reader.resource(item, changes));
      return name === "planned_values" || name === "values"
        ? reader.module(at, values)
        : skipValue(bytes, at, maximumNesting);
    });
  } catch (thrown) {
    if (!(thrown instanceof BrokenJson || thrown instanceof SyntaxError)) throw thrown;
  }
  return new Map([...values, ...changes]);
}

/** The line of a resource by its address, perhaps with an attribute after it; 1 where it is not in the file. */
export function lineOfResource(lines: ReadonlyMap<string, number>, address: string): number {
  for (let prefix = address; prefix !== ""; ) {
    const line = lines.get(prefix);
    if (line !== undefined) return line;
    prefix = prefix.slice(0, Math.max(prefix.lastIndexOf("."), prefix.lastIndexOf("["), 0));
  }
  return 1;
}

const [openBrace, openBracket, quote, newline] = [0x7b, 0x5b, 0x22, 0x0a];

/** Whether no line ends before the last byte. */
function isOneLine(bytes: Uint8Array): boolean {
  const end = bytes.indexOf(newline, bytes.indexOf(openBrace));
  return end < 0 || end >= bytes.length - 1;
}

class LineReader {
  readonly #bytes: Uint8Array;
  readonly #lineAt: (offset: number) => number;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#lineAt = lineCounter(bytes);
  }

  stringAt({ start, end }: Span): string {
    return String(JSON.parse(new TextDecoder().decode(this.#bytes.subarray(start, end))));
  }

  list(at: number, read: (item: number) => number): number {
    return this.#bytes[at] === openBracket ? passChildren(this.#bytes, at, read) : this.#skip(at);
  }

  resource(at: number, lines: Map<string, number>): number {
    if (this.#bytes[at] !== openBrace) return this.#skip(at);
    const line = this.#lineAt(at);
    return passChildren(this.#bytes, at, (child, key) => {
      const end = this.#skip(child);
      if (this.#bytes[child] === quote && this.stringAt(key!) === "address")
        lines.set(this.stringAt({ start: child, end }), line);
      return end;
    });
  }

  /** `{"root_module": {"resources": […], "child_modules": […]}}` */
  module(at: number, lines: Map<string, number>, depth = 0): number {
    if (this.#bytes[at] !== openBrace || depth > maximumNesting) return this.#skip(at);
    return passChildren(this.#bytes, at, (child, key) => {
      const name = this.stringAt(key!);
      if (name === "root_module") return this.module(child, lines, depth + 1);
      if (name === "resources") return this.list(child, (item) => this.resource(item, lines));
      return name === "child_modules"
        ? this.list(child, (item) => this.module(item, lines, depth + 1))
        : this.#skip(child);
    });
  }

  #skip(at: number): number {
    return skipValue(this.#bytes, at, maximumNesting);
  }
}
