/** What decides whether a file of HCL is parsed: counts alone, so that the same file always gets the same answer. */
export interface HclSize {
  /** how deep blocks, brackets, templates, conditions and unary operators nest */
  readonly depth: number;
  /** names, numbers, operators, line ends and comments */
  readonly tokens: number;
  /** the decimal digits or the exponent of its longest number, whichever is larger */
  readonly digits: number;
}

/**
 * Measures HCL in one pass without recursion, before anything recursive reads it. Strings, heredocs and
 * comments are known for what they are; in a file that is not HCL the counts are those of its characters.
 *
 * Source: https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md
 */
export const measureHcl = (text: string): HclSize => new Scanner(text).measure();

interface Frame {
  readonly kind: "{" | "[" | "(" | "${" | '"' | "heredoc";
  /** the word on the last line of a heredoc */
  readonly mark?: string;
  /** what nests without a bracket: {@link nesting} of one expression, `%{ if }` of one template */
  within: number;
}

const token =
  /(?<blank>[ \t\r]+)|(?<comment>(?:#|\/\/)[^\n]*|\/\*[\s\S]*?(?:\*\/|$))|<<-?(?<mark>[\p{ID_Start}_][\p{ID_Continue}-]*)\r?\n|[\p{ID_Start}_][\p{ID_Continue}-]*|(?<number>\d+(?:\.\d+)?)(?:[eE][+-]?(?<exponent>\d+))?|[=!]=|\[\*\]|[\s\S]/uy;

/** Signs after which the parser goes one level deeper until the expression ends. */
const nesting: ReadonlySet<string> = new Set(["!", "-", "?", "[*]"]);

/** What matters inside a template; what is escaped matches so that it is passed over. */
const inQuotes = /\\[\s\S]|\$\$\{|%%\{|\$\{|%\{~?\s*(?<word>\w*)|"/g;
const inHeredoc = /\$\$\{|%%\{|\$\{|%\{~?\s*(?<word>\w*)|\n/g;

const closedBy: ReadonlyMap<string, readonly Frame["kind"][]> = new Map([
  ["}", ["{", "${"]],
  ["]", ["["]],
  [")", ["("]],
]);

class Scanner {
  readonly #text: string;
  readonly #frames: Frame[] = [{ kind: "{", within: 0 }];
  #at = 0;
  #depth = 0;
  #size = { depth: 0, tokens: 0, digits: 0 };

  constructor(text: string) {
    this.#text = text;
  }

  measure(): HclSize {
    while (this.#at < this.#text.length) {
      const frame = this.#frames.at(-1)!;
      if (frame.kind === '"' || frame.kind === "heredoc") this.#template(frame);
      else this.#code(frame);
    }
    return this.#size;
  }

  #code(frame: Frame): void {
    token.lastIndex = this.#at;
    const found = token.exec(this.#text)!;
    this.#at = token.lastIndex;
    const { blank, comment, mark, number, exponent = "" } = found.groups!;
    if (blank !== undefined) return;
    this.#size.tokens += 1;
    if (comment !== undefined) return;
    if (number !== undefined) this.#number(number, exponent);
    else if (mark !== undefined) this.#open({ kind: "heredoc", mark, within: 0 });
    else this.#sign(found[0], frame);
  }

  #number(digits: string, exponent: string): void {
    // an exponent of ten digits is as good as without end
    const power = Number(exponent.slice(0, 10));
    this.#size.digits = Math.max(this.#size.digits, digits.length, power);
  }

  #sign(sign: string, frame: Frame): void {
    if (sign === "{" || sign === "[" || sign === "(" || sign === '"') this.#open({ kind: sign, within: 0 });
    else if (closedBy.get(sign)?.includes(frame.kind)) this.#close();
    else if (nesting.has(sign)) this.#nest(frame, 1);
    else if (sign === "," || (sign === "\n" && frame.kind === "{")) this.#nest(frame, -frame.within);
  }

  #template(frame: Frame): void {
    if (frame.mark !== undefined && this.#endsHere(frame.mark)) return;
    const marks = frame.kind === '"' ? inQuotes : inHeredoc;
    marks.lastIndex = this.#at;
    const found = marks.exec(this.#text);
    this.#at = found === null ? this.#text.length : marks.lastIndex;
    const [sign = "", word = ""] = found ?? [];
    if (sign === '"') this.#close();
    else if (sign.startsWith("${") || sign.startsWith("%{")) {
      if (word === "if" || word === "for") this.#nest(frame, 1);
      else if (/^end(?:if|for)$/.test(word)) this.#nest(frame, frame.within > 0 ? -1 : 0);
      this.#size.tokens += 1;
      this.#open({ kind: "${", within: 0 });
    }
  }

  /** Whether a heredoc ends in the line that begins here, which it then leaves. */
  #endsHere(mark: string): boolean {
    if (this.#text[this.#at - 1] !== "\n") return false;
    const end = this.#text.indexOf("\n", this.#at);
    const line = this.#text.slice(this.#at, end < 0 ? undefined : end);
    if (line.trim() !== mark) return false;
    this.#at += line.length;
    this.#close();
    return true;
  }

  #open(frame: Frame): void {
    this.#frames.push(frame);
    this.#deepen(1);
  }

  #close(): void {
    // the file itself is not a bracket
    if (this.#frames.length === 1) return;
    this.#deepen(-1 - this.#frames.pop()!.within);
  }

  #nest(frame: Frame, more: number): void {
    frame.within += more;
    this.#deepen(more);
  }

  #deepen(more: number): void {
    this.#depth += more;
    this.#size.depth = Math.max(this.#size.depth, this.#depth);
  }
}
