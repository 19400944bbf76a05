/** A piece of a template: text as it is, or what stands inside `${` and `}`. */
export type Part = string | Expression;

/** An expression of terraform, as far as it is needed to read what CDKTF writes. */
export type Expression = { readonly source: string } & (
  | { readonly kind: "literal"; readonly value: number | boolean | null }
  | { readonly kind: "template"; readonly parts: readonly Part[] }
  | { readonly kind: "list"; readonly items: readonly Expression[] }
  | { readonly kind: "object"; readonly entries: readonly (readonly [Expression, Expression])[] }
  | { readonly kind: "call"; readonly name: string; readonly inputs: readonly Expression[] }
  | { readonly kind: "traversal" }
  | {
      readonly kind: "choice";
      readonly test: Expression;
      readonly yes: Expression;
      readonly no: Expression;
    }
  | {
      readonly kind: "comparison";
      readonly left: Expression;
      readonly right: Expression;
      readonly negated: boolean;
    }
  /** other operators, loops: nothing that is looked into */
  | { readonly kind: "other" }
);

/**
 * What IAM writes like an interpolation and terraform refuses: `${aws:username}`, `${s3:prefix, "none"}`, `${*}`.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export const policyVariable = /\$\{(?:[A-Za-z][\w.-]*:(?!:)[^${}"]*|[*?$])\}/y;

/**
 * Reads a string of terraform's JSON syntax as a template. `$${` and `%%{` come out as the `${` and `%{` they
 * stand for; a policy variable that nobody escaped is taken as it is meant. A template that is not closed, or
 * has directives (`%{ if }`), is one part of kind `other`.
 *
 * Source: https://developer.hashicorp.com/terraform/language/syntax/json#expression-mapping
 */
export const parseTemplate = (text: string): readonly Part[] =>
  text.includes("${") || text.includes("%{") ? (readParts(text) ?? [other(text)]) : [text];

const other = (source: string): Expression => ({ kind: "other", source });

const readParts = (text: string): readonly Part[] | undefined => {
  const parts: Part[] = [];
  let literal = "";
  let at = 0;
  for (let next = nextMark(text, at); next !== undefined; next = nextMark(text, at)) {
    literal += text.slice(at, next.at);
    const escaped = next.mark.length > 2;
    const plain = escaped ? next.mark.slice(1) : variableAt(text, next.at);
    at = next.at + (plain === undefined || escaped ? next.mark : plain).length;
    if (plain !== undefined) {
      literal += plain;
      continue;
    }
    const end = next.mark === "%{" ? undefined : endOfInterpolation(text, at, 0);
    if (end === undefined) return undefined;
    if (literal !== "") parts.push(literal);
    literal = "";
    parts.push(parseExpression(text.slice(at, end)));
    at = end + 1;
  }
  literal += text.slice(at);
  return literal === "" ? parts : [...parts, literal];
};

/** The next `${` or `%{`, escaped or not. */
const nextMark = (text: string, from: number): { readonly at: number; readonly mark: string } | undefined => {
  mark.lastIndex = from;
  const found = mark.exec(text);
  return found === null ? undefined : { at: found.index, mark: found[0] };
};

const mark = /\$?\$\{|%?%\{/g;

const variableAt = (text: string, at: number): string | undefined => {
  policyVariable.lastIndex = at;
  return policyVariable.exec(text)?.[0];
};

/** People do not nest texts in texts this deep; the cap keeps a bomb away from what recurses. */
const deepest = 100;

/** The place of the `}` that closes what was opened before `start`; texts in quotes may hold braces. */
const endOfInterpolation = (text: string, start: number, nesting: number): number | undefined => {
  let depth = 1;
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === '"') {
      const end = endOfString(text, at, nesting + 1);
      if (end === undefined) return undefined;
      at = end - 1;
    } else if (text[at] === "{") depth += 1;
    else if (text[at] === "}") depth -= 1;
    if (depth === 0) return at;
    if (depth > deepest) return undefined;
  }
  return undefined;
};

/** The place behind the quote that closes the string whose opening quote is at `start`; undefined without one. */
export const endOfString = (text: string, start: number, nesting = 0): number | undefined => {
  if (nesting > deepest) return undefined;
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '"') return at + 1;
    if (text[at] === "\\") at += 1;
    else if (text.startsWith("$${", at)) at += 2;
    else if (text.startsWith("${", at)) {
      const end = endOfInterpolation(text, at + 2, nesting);
      if (end === undefined) return undefined;
      at = end;
    }
  }
  return undefined;
};

const parseExpression = (text: string): Expression => {
  const reader = new Reader(text);
  const expression = reader.expression();
  return expression !== undefined && reader.atEnd() ? expression : other(text.trim());
};

const traversal = /(?!(?:for|if|in)\b)[A-Za-z_][\w-]*(?:\.(?:[A-Za-z_][\w-]*|\d+)|\[(?:\d+|"[^"\\$]*")\])*/y;

/** Recursive descent; every method answers undefined where the text is nothing it knows. */
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
    const operand = this.#operand();
    const test = operand && this.#comparison(operand, start);
    const read = test && this.#choice(test, start);
    this.#depth -= 1;
    return read;
  }

  #operand(): Expression | undefined {
    this.#space();
    const start = this.#at;
    const read = this.#string() ?? this.#list() ?? this.#object() ?? this.#number() ?? this.#named();
    return read && this.#sourced(read, start);
  }

  #sourced(read: object, start: number): Expression {
    return { ...read, source: this.#text.slice(start, this.#at).trimEnd() } as Expression;
  }

  #comparison(left: Expression, start: number): Expression | undefined {
    const operator = this.#match(/\s*[=!]=/y)?.trim();
    if (operator === undefined) return left;
    const right = this.#operand();
    return right && this.#sourced({ kind: "comparison", left, right, negated: operator === "!=" }, start);
  }

  #choice(test: Expression, start: number): Expression | undefined {
    if (this.#match(/\s*\?/y) === undefined) return test;
    const yes = this.expression();
    if (yes === undefined || !this.#take(":")) return undefined;
    const no = this.expression();
    return no && this.#sourced({ kind: "choice", test, yes, no }, start);
  }

  #string(): object | undefined {
    if (this.#text[this.#at] !== '"') return undefined;
    const end = endOfString(this.#text, this.#at);
    if (end === undefined) return undefined;
    const inner = this.#text.slice(this.#at + 1, end - 1);
    const parts = readParts(inner)?.map((part) => (typeof part === "string" ? unescaped(part) : part));
    if (parts === undefined) return undefined;
    this.#at = end;
    return { kind: "template", parts };
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
    const key = this.expression();
    if (key === undefined || !(this.#take("=") || this.#take(":"))) return undefined;
    const value = this.expression();
    return value && [nameOf(key), value];
  }

  #number(): object | undefined {
    const digits = this.#match(/-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
    return digits === undefined ? undefined : { kind: "literal", value: Number(digits) };
  }

  #named(): object | undefined {
    const name = this.#match(traversal);
    if (name === undefined) return undefined;
    if (literals.has(name)) return { kind: "literal", value: literals.get(name) };
    const inputs = this.#items("(", ")", () => this.expression());
    if (inputs !== undefined) return { kind: "call", name, inputs };
    return this.#text[this.#at] === "(" ? undefined : { kind: "traversal" };
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
      if (item === undefined || !(this.#take(",") || this.#next(close) || endsLine)) {
        this.#at = start;
        return undefined;
      }
      items.push(item);
    }
    return items;
  }

  #take(mark: string): boolean {
    if (!this.#next(mark)) return false;
    this.#at += 1;
    return true;
  }

  #next(mark: string): boolean {
    this.#space();
    return this.#text[this.#at] === mark;
  }

  #space(): void {
    this.#match(/(?:\s|#[^\n]*|\/\/[^\n]*)+/y);
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
  key.kind === "traversal" ? { kind: "template", parts: [key.source], source: key.source } : key;

const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };

/** Source: https://developer.hashicorp.com/terraform/language/expressions/strings#escape-sequences */
const unescaped = (text: string): string =>
  text.replace(/\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))/gs, (whole, short, long, letter: string) => {
    const digits: string | undefined = short ?? long;
    return digits === undefined
      ? (escapes[letter] ?? whole)
      : String.fromCodePoint(Number.parseInt(digits, 16));
  });
