import type { Expression, Part } from "./expression.js";
import { deepest, endOfString, scanTemplate } from "./scanTemplate.js";
import { isExact } from "./stringOf.js";
import { unescapeString } from "./unescapeString.js";

/**
 * Reads an expression of terraform; one that is not understood is of kind `other`.
 *
 * Source: https://developer.hashicorp.com/terraform/language/expressions
 */
export function parseExpression(text: string): Expression {
  const reader = new Reader(text);
  const expression = reader.expression();
  return expression !== undefined && reader.atEnd() ? expression : { kind: "other", source: text.trim() };
}

/** What binds loosest comes first. */
const operators: readonly RegExp[] = [/\|\|/y, /&&/y, /[=!]=/y, /[<>]=?/y, /[+-]/y, /[*/%]/y];

const word = /[A-Za-z_][\w-]*/y;
const name = /(?!(?:for|if|in)\b)[A-Za-z_][\w-]*/y;
const splat = /\[\*\]|\.\*/y;

/** Recursive descent; every method returns undefined where the source is something else. */
class Reader {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  atEnd(): boolean {
    this.#space();
    return this.#at === this.#text.length;
  }

  expression(): Expression | undefined {
    this.#space();
    if (this.#depth > deepest) return undefined;
    this.#depth += 1;
    const start = this.#at;
    const test = this.#operation(0);
    const read = test && this.#choice(test, start);
    this.#depth -= 1;
    return read;
  }

  #sourced(read: object, start: number): Expression {
    return { ...read, source: this.#text.slice(start, this.#at).trimEnd() } as Expression;
  }

  #choice(test: Expression, start: number): Expression | undefined {
    if (this.#after(/\?/y) === undefined) return test;
    const yes = this.expression();
    if (yes === undefined || this.#after(/:/y) === undefined) return undefined;
    const no = this.expression();
    return no && this.#sourced({ kind: "choice", test, yes, no }, start);
  }

  #operation(level: number): Expression | undefined {
    const pattern = operators[level];
    if (pattern === undefined) return this.#operand();
    this.#space();
    const start = this.#at;
    let left = this.#operation(level + 1);
    for (let count = 0; left !== undefined && count < deepest; count += 1) {
      const operator = this.#after(pattern);
      if (operator === undefined) return left;
      const right = this.#operation(level + 1);
      left = right && this.#sourced({ kind: "operation", operator, operands: [left, right] }, start);
    }
    return undefined;
  }

  #operand(): Expression | undefined {
    this.#space();
    const start = this.#at;
    const read =
      this.#string() ??
      this.#loop() ??
      this.#list() ??
      this.#object() ??
      this.#number() ??
      this.#negation() ??
      this.#parenthesis() ??
      this.#named();
    return read && this.#accessed(this.#sourced(read, start), start);
  }

  /** What directly follows a value: `.name`, `[key]`, `[*]`. */
  #accessed(of: Expression, start: number): Expression | undefined {
    const mark = this.#match(splat);
    // `a.*.b[0]` is `(a.*.b)[0]`, and `a[*].b[0]` is that of each
    const each = mark === ".*" ? this.#names() : mark && this.#keys();
    if (mark !== undefined && each === undefined) return undefined;
    const inner = each === undefined ? of : this.#sourced({ kind: "splat", of, keys: each }, start);
    const keys = this.#keys();
    if (keys === undefined || this.#next(splat)) return undefined;
    return keys.length === 0 ? inner : this.#sourced({ kind: "access", of: inner, keys }, start);
  }

  #names(): readonly Expression[] {
    const names: Expression[] = [];
    for (;;) {
      const name = this.#match(/\.(?:[A-Za-z_][\w-]*|\d+)/y)?.slice(1);
      if (name === undefined) return names;
      names.push({ kind: "literal", value: name, source: name });
    }
  }

  #keys(): readonly Expression[] | undefined {
    const keys: Expression[] = [];
    for (;;) {
      const names = this.#names();
      if (names.length > 0) for (const one of names) keys.push(one);
      else if (this.#match(/\[(?!\*\])/y) === undefined) return keys;
      else {
        const key = this.expression();
        if (key === undefined || this.#after(/\]/y) === undefined) return undefined;
        keys.push(key);
      }
    }
  }

  #string(): object | undefined {
    if (this.#text[this.#at] !== '"') return undefined;
    const end = endOfString(this.#text, this.#at);
    const pieces = end && scanTemplate(this.#text.slice(this.#at + 1, end - 1));
    if (!end || !pieces) return undefined;
    this.#at = end;
    const parts = pieces.map(
      (piece): Part => (typeof piece === "string" ? unescapeString(piece) : parseExpression(piece.code)),
    );
    return { kind: "template", parts };
  }

  /** `[for k, v in over : makes if test]`, `{for k, v in over : name => makes... if test}` */
  #loop(): object | undefined {
    const close = { "[": /\]/y, "{": /\}/y }[this.#text[this.#at] ?? ""];
    const start = this.#at;
    const read = close && this.#match(/[[{]\s*for\b/y) !== undefined ? this.#loopBody(close) : undefined;
    if (read === undefined) this.#at = start;
    return read;
  }

  #loopBody(close: RegExp): object | undefined {
    const first = this.#after(word);
    const second = this.#after(/,/y) && this.#after(word);
    const over = this.#after(/in\b/y) && this.expression();
    if (!first || !over || this.#after(/:/y) === undefined) return undefined;
    const name = close.source === "\\}" ? this.expression() : undefined;
    if (close.source === "\\}" && (!name || this.#after(/=>/y) === undefined)) return undefined;
    const makes = this.expression();
    if (!makes) return undefined;
    const groups = this.#after(/\.\.\./y) !== undefined;
    const hasTest = this.#after(/if\b/y) !== undefined;
    const test = hasTest ? this.expression() : undefined;
    if ((hasTest && !test) || this.#after(close) === undefined) return undefined;
    const names = second ? { key: first, value: second } : { value: first };
    return { kind: "loop", ...names, over, ...(name && { name }), makes, ...(test && { test }), groups };
  }

  #list(): object | undefined {
    const items = this.#items("[", "]", () => this.expression());
    return items && { kind: "list", items };
  }

  #object(): object | undefined {
    const entries = this.#items("{", "}", () => this.#entry());
    return entries && { kind: "object", entries };
  }

  #entry(): readonly [Expression, Expression] | undefined {
    const isComputed = this.#next(/\(/y);
    const key = this.#operand();
    if (key === undefined || this.#after(/=(?!=)|:/y) === undefined) return undefined;
    const value = this.expression();
    return value && [isComputed ? key : nameOf(key), value];
  }

  #number(): object | undefined {
    const digits = this.#match(/-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
    if (digits === undefined) return undefined;
    const written = digits.replace(/[eE].*|\D/g, "").replace(/^0+/, "");
    const value = Number(digits);
    return isExact(value) && written.length < 16 ? { kind: "literal", value } : undefined;
  }

  #negation(): object | undefined {
    const operator = this.#match(/[!-](?!\s*[!-])/y);
    const operand = operator === undefined ? undefined : this.#operand();
    return operand && { kind: "operation", operator, operands: [operand] };
  }

  #parenthesis(): object | undefined {
    if (this.#match(/\(/y) === undefined) return undefined;
    const inner = this.expression();
    return inner !== undefined && this.#after(/\)/y) !== undefined ? inner : undefined;
  }

  #named(): object | undefined {
    const root = this.#match(name);
    if (root === undefined) return undefined;
    if (literals.has(root)) return { kind: "literal", value: literals.get(root) };
    if (this.#next(/\(/y)) return this.#call(root);
    const keys = this.#keys();
    return keys && { kind: "traversal", root, keys };
  }

  #call(name: string): object | undefined {
    let spreads = false;
    const inputs = this.#items("(", ")", () => {
      const input = this.expression();
      spreads = this.#after(/\.\.\./y) !== undefined;
      return input;
    });
    return inputs && { kind: "call", name, inputs, spreads };
  }

  #items<T>(open: string, close: string, readOne: () => T | undefined): readonly T[] | undefined {
    const start = this.#at;
    if (this.#text[start] !== open) return undefined;
    this.#at += 1;
    const items: T[] = [];
    while (!this.#take(close)) {
      const item = readOne();
      // the members of an object may end with their line
      const endsLine = close === "}" && this.#match(/[^\S\n]*(?:(?:#|\/\/)[^\n]*)?\n/y) !== undefined;
      if (item === undefined || !(this.#take(",") || this.#text[this.#at] === close || endsLine)) {
        this.#at = start;
        return undefined;
      }
      items.push(item);
    }
    return items;
  }

  /** What matches after white space and comments. */
  #after(pattern: RegExp): string | undefined {
    const start = this.#at;
    this.#space();
    const found = this.#match(pattern);
    if (found === undefined) this.#at = start;
    return found;
  }

  #take(mark: string): boolean {
    this.#space();
    const isThere = this.#text[this.#at] === mark;
    if (isThere) this.#at += 1;
    return isThere;
  }

  #next(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at;
    return pattern.test(this.#text);
  }

  #space(): void {
    this.#match(/(?:\s|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/y);
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }
}

const literals: ReadonlyMap<string, boolean | null> = new Map([
  ["true", true],
  ["false", false],
  ["null", null],
]);

/** `{ a = 1 }`: a bare word is the name of the key, not a reference. */
const nameOf = (key: Expression): Expression =>
  key.kind === "traversal" ? { kind: "literal", value: key.source, source: key.source } : key;
