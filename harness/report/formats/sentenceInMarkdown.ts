/** A string as code in a line of Markdown, with any backticks in it. */
export function codeSpan(text: string): string {
  const runs = text.match(/`+/g) ?? [];
  const fence = "`".repeat(greatestLength(runs) + 1);
  const pad = /^`|`$|^ .* $/.test(text) ? " " : "";
  return text === "" ? "" : `${fence}${pad}${text}${pad}${fence}`;
}

/** Lines as a block of code. */
export function codeBlock(lines: readonly string[]): string {
  const runs = lines.flatMap((line) => line.match(/`+/g) ?? []);
  const fence = "`".repeat(Math.max(3, greatestLength(runs) + 1));
  return [`${fence}text`, ...lines, fence].join("\n");
}

/**
 * A sentence whose names are between backticks, as a line of Markdown: the names are code, and nothing in the rest is
 * markup, a mention, a reference to an issue or a link.
 */
export const sentenceInMarkdown = (sentence: string): string =>
  sentence
    .split("`")
    .map((part, index, all) => {
      if (index % 2 === 0) return plain(part);
      return index < all.length - 1 ? codeSpan(part) : `\\\`${plain(part)}`;
    })
    .join("");

/** Without pairs of backticks, all of it is escaped. */
function plain(text: string): string {
  return (
    text
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replace(/[\\`*_{}[\]|~!$]/g, "\\$&")
      .replace(/^(\s*)([-=]|\d+[.)])/, "$1\\$2")
      // a space of no width, as an entity: it keeps GitHub from taking `@` for a mention and `#` for a reference
      .replace(/[@#]|:(?=\/\/)|\bwww(?=\.)/gi, (sign) => `${sign}&#8203;`)
  );
}

const greatestLength = (runs: readonly string[]): number =>
  runs.reduce((most, { length }) => Math.max(most, length), 0);
