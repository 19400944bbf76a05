/** What decides whether a file of HCL is parsed: counts alone, so that the same file always gets the same answer. */
export interface HclSize {
  /** how deep blocks, brackets, templates, conditions and unary operators nest */
  readonly depth: number;
  /**
   * Names, operators, line ends and comments, and what takes the parser as long: a number is five, and a template
   * has one for every 20 characters, for each line of a heredoc, each `$` and `%`, and for what is copied to join
   * these.
   */
  readonly tokens: number;
  /** the decimal digits or the exponent of its longest number, whichever is larger */
  readonly digits: number;
  /** false where brackets do not match, or a line ends inside a quoted string: terraform plans no file like it */
  readonly isHcl: boolean;
}

/**
 * Measures HCL in one pass without recursion, before anything recursive reads it. Strings, heredocs and
 * comments are known for what they are. Of a file with more tokens than `most` it measures the beginning, and a
 * file that is not HCL up to where that is known.
 *
 * Source: https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md
 */
export const measureHcl = (text: string, most = Number.POSITIVE_INFINITY): HclSize =>
  new Scanner(text).measure(most);

/** The parser holds a number with 512 bits. */
const numberTokens = 5;

/** Bytes that are copied in the time that a token takes. */
const copiedPerToken = 16 * 1024;

/** Characters of a template or a number that are read in the time that a token takes. */
const charactersPerToken = 20;

/** What the parser's list has for each part of a template, in bytes. */
const partBytes = 16;

interface Frame {
  readonly kind: "{" | "[" | "(" | "${" | '"' | "heredoc";
  /** the word on the last line of a heredoc */
  readonly mark?: string;
  /** what nests without a bracket: {@link nesting} of one expression, `%{ if }` of one template */
  within: number;
  /** the parts of a template, and its characters outside of `${ }` */
  parts: number;
  characters: number;
}

const token =
  /(?<blank>[ \t\r]+)|(?<comment>(?:#|\/\/)[^\n]*|\/\*[\s\S]*?(?:\*\/|$))|<<-?(?<mark>[\p{ID_Start}_][\p{ID_Continue}-]*)\r?\n|[\p{ID_Start}_][\p{ID_Continue}-]*|(?<number>\d+(?:\.\d+)?)(?:[eE][+-]?(?<exponent>\d+))?|[=!]=|\[\*\]|[\s\S]/uy;

/** Signs after which the parser goes one level deeper until the expression ends. */
const nesting: ReadonlySet<string> = new Set(["!", "-", "?", "[*]"]);

/** What matters inside a template; what is escaped matches so that it is passed over. */
const inQuotes = /\\[^\n]|\$\$\{|%%\{|\$\{|%\{~?\s*(?<word>\w*)|[$%\n"]/g;
const inHeredoc = /\$\$\{|%%\{|\$\{|%\{~?\s*(?<word>\w*)|[$%\n]/g;

const closedBy: ReadonlyMap<string, readonly Frame["kind"][]> = new Map([
  ["}", ["{", "${"]],
  ["]", ["["]],
  [")", ["("]],
]);

class Scanner {
  readonly #text: string;
  readonly #frames: Frame[] = [];
  #at = 0;
  #depth = -1;
  #size = { depth: 0, tokens: 0, digits: 0, isHcl: true };

  constructor(text: string) {
    this.#text = text;
    this.#open("{");
  }

  measure(most: number): HclSize {
    const size = this.#size;
    while (this.#at < this.#text.length && size.isHcl && size.tokens <= most) {
      const frame = this.#frames.at(-1)!;
      if (frame.kind === '"' || frame.kind === "heredoc") this.#template(frame);
      else this.#code(frame);
    }
    const ended = this.#at < this.#text.length || this.#frames.length === 1;
    return { ...size, isHcl: size.isHcl && ended };
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
    else if (mark !== undefined) this.#open("heredoc", mark);
    else this.#sign(found[0], frame);
  }

  #number(digits: string, exponent: string): void {
    // an exponent of ten digits is as good as without end
    const power = Number(exponent.slice(0, 10));
    this.#size.digits = Math.max(this.#size.digits, digits.length, power);
    this.#size.tokens += numberTokens - 1 + Math.floor(digits.length / charactersPerToken);
  }

  #sign(sign: string, frame: Frame): void {
    const closes = closedBy.get(sign);
    if (sign === "{" || sign === "[" || sign === "(" || sign === '"') this.#open(sign);
    else if (closes !== undefined) this.#close(closes);
    else if (nesting.has(sign)) this.#nest(frame, 1);
    else if (sign === "," || (sign === "\n" && frame.kind === "{")) this.#nest(frame, -frame.within);
  }

  #template(frame: Frame): void {
    if (frame.mark !== undefined && this.#endsHere(frame.mark)) return;
    const marks = frame.kind === '"' ? inQuotes : inHeredoc;
    marks.lastIndex = this.#at;
    const found = marks.exec(this.#text);
    const from = this.#at;
    this.#at = found === null ? this.#text.length : marks.lastIndex;
    frame.characters += this.#at - from;
    const [sign = "", word = ""] = found ?? [];
    if (sign === '"') this.#close(['"']);
    else if (sign.startsWith("${") || sign.startsWith("%{")) this.#interpolation(frame, word);
    else if (sign === "\n" && frame.kind === '"') this.#size.isHcl = false;
    else if (/^[$%\n]/.test(sign)) {
      frame.parts += 1;
      this.#size.tokens += 1;
    }
  }

  #interpolation(frame: Frame, word: string): void {
    if (word === "if" || word === "for") this.#nest(frame, 1);
    else if (/^end(?:if|for)$/.test(word)) this.#nest(frame, frame.within > 0 ? -1 : 0);
    frame.parts += 1;
    this.#size.tokens += 1;
    this.#open("${");
  }

  /** Whether a heredoc ends in the line that begins here, which it then leaves. */
  #endsHere(mark: string): boolean {
    if (this.#text[this.#at - 1] !== "\n") return false;
    const end = this.#text.indexOf("\n", this.#at);
    const line = this.#text.slice(this.#at, end < 0 ? undefined : end);
    if (line.trim() !== mark) return false;
    this.#at += line.length;
    this.#close(["heredoc"]);
    return true;
  }

  #open(kind: Frame["kind"], mark?: string): void {
    this.#frames.push({ kind, within: 0, parts: 0, characters: 0, ...(mark !== undefined && { mark }) });
    this.#deepen(1);
  }

  #close(kinds: readonly Frame["kind"][]): void {
    const frame = this.#frames.at(-1)!;
    // the file itself is not a bracket
    if (this.#frames.length === 1 || !kinds.includes(frame.kind)) {
      this.#size.isHcl = false;
      return;
    }
    this.#frames.pop();
    this.#deepen(-1 - frame.within);
    this.#size.tokens += tokensToJoin(frame);
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

/**
 * The parser joins a template's parts one after the other, and copies for each what it has and the list of the
 * rest. There is a part before and after each `$` or `%`.
 */
function tokensToJoin({ parts, characters }: Frame): number {
  const most = 2 * parts;
  const copied = (most * (characters + partBytes * most)) / 2;
  return Math.floor(copied / copiedPerToken + characters / charactersPerToken);
}
