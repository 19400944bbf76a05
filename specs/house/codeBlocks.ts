export interface CodeBlock {
  /** the first word after the fence; empty without one */
  readonly language: string;
  /** line of the fence, from 1 */
  readonly line: number;
  readonly text: string;
}

export interface Command {
  readonly line: number;
  readonly text: string;
  /** what a comment `# exit N` promises */
  readonly exit: number | undefined;
}

/**
 * The fenced code blocks of a Markdown document, those inside list items too (their indent is taken off).
 *
 * Source: https://spec.commonmark.org/0.31.2/#fenced-code-blocks
 */
export function codeBlocks(markdown: string): readonly CodeBlock[] {
  const fence = /^([ \t]*)(`{3,}|~{3,})[ \t]*([^\s`]*)[^\n`]*\n([\s\S]*?)^[ \t]*\2[`~]*[ \t]*$/gm;
  return [...markdown.replaceAll("\r\n", "\n").matchAll(fence)].map((match) => {
    const [, indent, , language, body] = match as unknown as readonly [
      string,
      string,
      string,
      string,
      string,
    ];
    const text = body.replaceAll(new RegExp(`^[ \\t]{0,${indent.length}}`, "gm"), "");
    return { language, line: lineAt(markdown, match.index), text };
  });
}

/** The commands of a shell block: lines, joined where one ends in a backslash, without comments and prompts. */
export function commandsOf(block: CodeBlock): readonly Command[] {
  const commands: Command[] = [];
  let open: { line: number; text: string } | undefined;
  for (const [index, raw] of block.text.split("\n").entries()) {
    const start: { line: number; text: string } = open ?? { line: block.line + 1 + index, text: "" };
    const text = start.text + raw.replace(/^\$ /, "").replace(/\\$/, "");
    open = raw.endsWith("\\") ? { line: start.line, text } : undefined;
    if (open === undefined) commands.push(...command(start.line, text));
  }
  return commands;
}

/** What a comment `exit N` of a block promises, else 0. */
export const exitOf = (text: string): number => Number(/(?:#|\/\/).*\bexit (\d+)/.exec(text)?.[1] ?? 0);

function command(line: number, text: string): readonly Command[] {
  const [code, comment] = [text.replace(/(^|\s)#.*$/, "").trim(), /(?:^|\s)#(.*)$/.exec(text)?.[1] ?? ""];
  const exit = /\bexit (\d+)/.exec(comment)?.[1];
  return code === "" ? [] : [{ line, text: code, exit: exit === undefined ? undefined : Number(exit) }];
}

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split("\n").length;
