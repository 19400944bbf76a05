import type { Position } from "./diagnostic.js";
import { scanNumber, scanString } from "./scanString.js";

/** Where a document stops being JSON. */
export interface JsonFault {
  readonly position: Position;
  /** `cut-off`: it ends too early; `trailing`: a whole value is followed by something else; `syntax`: neither */
  readonly kind: "cut-off" | "trailing" | "syntax";
}

type Expected = "value" | "value-or-end" | "key" | "key-or-end" | "colon" | "comma-or-end";

/**
 * Finds the place at which `JSON.parse` gives up; undefined when the document is one JSON value.
 * It does not say what is there: the document may hold secrets. Linear, and without recursion.
 */
export function locateJsonFault(text: string): JsonFault | undefined {
  const stack: ("}" | "]")[] = [];
  let expected: Expected = "value";
  let at = skipSpace(text, 0);
  for (;;) {
    if (at >= text.length) return fault(text, text.length, "cut-off");
    const step = read(text, at, expected, stack);
    if (step === undefined) return fault(text, at, endsInToken(text, at) ? "cut-off" : "syntax");
    at = skipSpace(text, step.end);
    expected = step.next;
    if (stack.length === 0 && expected === "comma-or-end") {
      return at < text.length ? fault(text, at, "trailing") : undefined;
    }
  }
}

interface Step {
  readonly end: number;
  readonly next: Expected;
}

/** Reads one token of those that may be here, or nothing. */
function read(text: string, at: number, expected: Expected, stack: ("}" | "]")[]): Step | undefined {
  const character = text[at]!;
  if (character === stack.at(-1) && expected.endsWith("-or-end")) {
    stack.pop();
    return { end: at + 1, next: "comma-or-end" };
  }
  if (expected === "comma-or-end") {
    if (character !== ",") return undefined;
    return { end: at + 1, next: stack.at(-1) === "}" ? "key" : "value" };
  }
  if (expected === "colon") return character === ":" ? { end: at + 1, next: "value" } : undefined;
  if (expected.startsWith("key")) return character === '"' ? scalar(text, at, "colon") : undefined;
  if (character === "{") return open(stack, at, "}");
  if (character === "[") return open(stack, at, "]");
  return scalar(text, at, "comma-or-end");
}

function open(stack: ("}" | "]")[], at: number, close: "}" | "]"): Step {
  stack.push(close);
  return { end: at + 1, next: close === "}" ? "key-or-end" : "value-or-end" };
}

function scalar(text: string, at: number, next: Expected): Step | undefined {
  if (text[at] === '"') {
    const string = scanString(text, at);
    return "end" in string ? { end: string.end, next } : undefined;
  }
  const word = ["true", "false", "null"].find((literal) => text.startsWith(literal, at));
  const length = (word ?? scanNumber(text, at)).length;
  return length > 0 ? { end: at + length, next } : undefined;
}

/** True when the document ends inside a token: an unclosed string, `tru`, `-`, or after the dot of a number. */
function endsInToken(text: string, at: number): boolean {
  if (text[at] === '"') return !/[\n\r]/.test(text.slice(at).trimEnd());
  const rest = text.slice(at, at + 8);
  const partly = ["true", "false", "null", "-1"].some((word) => word.startsWith(rest));
  const ofNumber = /\d/.test(text[at - 1] ?? "") && /^(?:\.|[eE][+-]?)$/.test(rest);
  return at + rest.length === text.length && (partly || ofNumber);
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && " \t\r\n".includes(text[at]!)) at += 1;
  return at;
}

function fault(text: string, offset: number, kind: JsonFault["kind"]): JsonFault {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf("\n") + 1;
  const line = before.split("\n").length;
  return { kind, position: { line, column: offset - lineStart + 1, offset } };
}
