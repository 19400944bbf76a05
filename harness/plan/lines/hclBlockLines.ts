/** A `resource`, `data` or `module` block at the top of a file. */
export interface HclBlock {
  /** its address in its module: `aws_iam_role.job`, `data.aws_iam_policy.p` or `module.ci` */
  readonly address: string;
  readonly line: number;
  /** of a module: its `source`, where that is written as a plain string */
  readonly source?: string;
}

/**
 * Where the blocks of a file of HCL begin, in one pass without recursion. Strings, heredocs and comments are known for
 * what they are; of a file that is not HCL there may be fewer.
 *
 * Source: https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md
 */
export function hclBlockLines(text: string): readonly HclBlock[] {
  const blocks: HclBlock[] = [];
  const open: ("{" | '"')[] = [];
  let [line, counted] = [1, 0];
  const lineAt = (offset: number): number => {
    for (; counted < offset; counted += 1) if (text[counted] === "\n") line += 1;
    return line;
  };
  let at = 0;
  for (;;) {
    const pattern = open.at(-1) === '"' ? inQuotes : inCode;
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found === null) return blocks;
    at = pattern.lastIndex;
    const [sign] = found;
    const { mark, kind, first, second, source } = found.groups ?? {};
    if (mark !== undefined) at = endOfHeredoc(text, at, mark);
    else if (kind !== undefined) {
      if (open.length === 0)
        blocks.push({ address: addressOf(kind, first!, second), line: lineAt(found.index) });
      open.push("{");
    } else if (source !== undefined) {
      const block = open.length === 1 ? blocks.pop() : undefined;
      if (block !== undefined) blocks.push({ ...block, source });
    } else move(open, sign);
  }
}

const inCode =
  /#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|<<-?(?<mark>[\p{ID_Start}_][\p{ID_Continue}-]*)\r?\n|(?<=^[ \t]*)(?<kind>resource|data|module)[ \t]+"?(?<first>[\p{ID_Continue}-]+)"?(?:[ \t]+"?(?<second>[\p{ID_Continue}-]+)"?)?[ \t]*\{|(?<=^[ \t]*)source[ \t]*=[ \t]*"(?<source>[^"$%\\\n]*)"|["{}]/gmu;

/** What is escaped matches so that it is passed over; a string does not go beyond its line. */
const inQuotes = /\\[^\n]|\$\$\{|%%\{|[$%]\{|["\n]/g;

function move(open: ("{" | '"')[], sign: string): void {
  if (sign === "{" || sign === "${" || sign === "%{") open.push("{");
  else if (sign === '"') {
    if (open.at(-1) === '"') open.pop();
    else open.push('"');
  } else if (sign === "}" || sign === "\n") open.pop();
}

function endOfHeredoc(text: string, from: number, mark: string): number {
  let at = from;
  while (at < text.length) {
    const end = text.indexOf("\n", at);
    const next = end < 0 ? text.length : end + 1;
    if (text.slice(at, next).trim() === mark) return next;
    at = next;
  }
  return at;
}

function addressOf(kind: string, first: string, second = ""): string {
  if (kind === "module") return `module.${first}`;
  return kind === "data" ? `data.${first}.${second}` : `${first}.${second}`;
}
