import { type Diagnostic, failure, type Position, type Result, success } from "./diagnostic.js";
import type { JsonMember, JsonNode, JsonString } from "./jsonNode.js";
import { scanNumber, scanString } from "./scanString.js";

/** IAM documents nest less than ten deep; the cap keeps a nesting bomb from exhausting the stack. */
export const maximumDepth = 64;

const strict = "write strict JSON: keys and strings in double quotes, no comments, no comma before a bracket";
const byteOrderMark = "\uFEFF";
const literals = [
  ["true", { type: "boolean", value: true }],
  ["false", { type: "boolean", value: false }],
  ["null", { type: "null" }],
] as const;

/**
 * Parses one JSON document (RFC 8259), strictly, with a position for every node.
 *
 * Stops at the first syntax error, a duplicate key (which `JSON.parse` would silently let win), a nesting
 * deeper than {@link maximumDepth} or anything after the value. A leading byte order mark is a warning.
 * Linear in the length of the document.
 */
export function parseJson(text: string): Result<JsonNode> {
  const reader = new Reader(text);
  try {
    return success(reader.readDocument(), reader.warnings);
  } catch (thrown) {
    if (thrown instanceof SyntaxProblem) return failure(thrown.diagnostic);
    throw thrown;
  }
}

class SyntaxProblem extends Error {
  readonly diagnostic: Diagnostic;
  constructor(diagnostic: Diagnostic) {
    super(diagnostic.message);
    this.diagnostic = diagnostic;
  }
}

class Reader {
  readonly warnings: Diagnostic[] = [];
  readonly #text: string;
  #at = 0;
  #line = 1;
  #lineStart = 0;

  constructor(text: string) {
    this.#text = text;
  }

  readDocument(): JsonNode {
    if (this.#text.startsWith(byteOrderMark)) this.#skipByteOrderMark();
    this.#skipSpace();
    if (this.#at === this.#text.length)
      this.#fail("empty-text", "the document is empty", "give one JSON value");
    const node = this.#readValue(0);
    this.#skipSpace();
    if (this.#at < this.#text.length) {
      this.#fail(
        "trailing-text",
        `unexpected content after the JSON value: ${this.#seen()}`,
        "give one JSON value only",
      );
    }
    return node;
  }

  #readValue(depth: number): JsonNode {
    if (depth > maximumDepth) {
      this.#fail(
        "too-deep",
        `the JSON nests deeper than ${maximumDepth} levels`,
        "no IAM policy nests that deep",
      );
    }
    const position = this.#position();
    const first = this.#text[this.#at];
    if (first === "{") return { type: "object", position, members: this.#readMembers(depth) };
    if (first === "[") return { type: "array", position, items: this.#readItems(depth) };
    if (first === '"') return this.#readString();
    for (const [word, node] of literals) {
      if (this.#text.startsWith(word, this.#at)) {
        this.#at += word.length;
        return { ...node, position };
      }
    }
    const number = scanNumber(this.#text, this.#at);
    if (number === "") this.#fail("json-syntax", `expected a JSON value, but found ${this.#seen()}`);
    this.#at += number.length;
    return { type: "number", position, text: number };
  }

  #readMembers(depth: number): JsonMember[] {
    const members: JsonMember[] = [];
    const lines = new Map<string, number>();
    this.#readList("}", () => {
      if (this.#text[this.#at] !== '"') {
        this.#fail("json-syntax", `expected a key in double quotes, but found ${this.#seen()}`);
      }
      const position = this.#position();
      const key = this.#readString();
      const earlier = lines.get(key.value);
      if (earlier !== undefined) {
        const hint = `keep one of them: the first is on line ${earlier}`;
        this.#fail("duplicate-key", `the key \`${key.value}\` occurs twice in one object`, hint, position);
      }
      lines.set(key.value, key.position.line);
      this.#skipSpace();
      this.#expect(":");
      this.#skipSpace();
      members.push({ key, value: this.#readValue(depth + 1) });
    });
    return members;
  }

  #readItems(depth: number): JsonNode[] {
    const items: JsonNode[] = [];
    this.#readList("]", () => items.push(this.#readValue(depth + 1)));
    return items;
  }

  /** From the opening bracket to the place after the closing one; `readOne` starts and ends on no white space. */
  #readList(close: "}" | "]", readOne: () => void): void {
    this.#at += 1;
    this.#skipSpace();
    if (this.#text[this.#at] === close) {
      this.#at += 1;
      return;
    }
    for (;;) {
      readOne();
      this.#skipSpace();
      if (this.#text[this.#at] === close) break;
      this.#expect(",", ` or \`${close}\``);
      this.#skipSpace();
    }
    this.#at += 1;
  }

  #readString(): JsonString {
    const position = this.#position();
    const scanned = scanString(this.#text, this.#at);
    if ("problem" in scanned) {
      this.#at = scanned.at;
      this.#fail("json-syntax", scanned.problem);
    }
    this.#at = scanned.end;
    return { type: "string", position, value: scanned.value };
  }

  #expect(character: string, alternative = ""): void {
    if (this.#text[this.#at] !== character) {
      this.#fail("json-syntax", `expected \`${character}\`${alternative}, but found ${this.#seen()}`);
    }
    this.#at += 1;
  }

  #skipSpace(): void {
    for (;;) {
      const character = this.#text[this.#at];
      if (character === "\n") {
        this.#line += 1;
        this.#lineStart = this.#at + 1;
      } else if (character !== " " && character !== "\t" && character !== "\r") return;
      this.#at += 1;
    }
  }

  #skipByteOrderMark(): void {
    const message = "the document begins with a byte order mark";
    const hint = "save it as UTF-8 without one";
    this.warnings.push({
      code: "byte-order-mark",
      severity: "warning",
      message,
      hint,
      position: this.#position(),
    });
    this.#at = 1;
    this.#lineStart = 1;
  }

  #position(): Position {
    return { line: this.#line, column: this.#at - this.#lineStart + 1, offset: this.#at };
  }

  #seen(): string {
    const character = String.fromCodePoint(this.#text.codePointAt(this.#at) ?? 0);
    return this.#at < this.#text.length ? `\`${character}\`` : "the end of the document";
  }

  #fail(code: string, message: string, hint = strict, position = this.#position()): never {
    throw new SyntaxProblem({ code, severity: "error", message, position, hint });
  }
}
