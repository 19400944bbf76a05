import { stripVTControlCharacters } from "node:util";

/**
 * Breaks the lines of a report at a width; a continued line is indented to where the string next to its label
 * begins. A command to be copied stays in one line, and so does a word that is longer than the room for it.
 *
 * @param width columns of the terminal; below 40 no line is broken
 */
export const wrapLines = (text: string, width: number): string =>
  width < 40
    ? text
    : text
        .split("\n")
        .map((line) => wrap(line, width))
        .join("\n");

function wrap(line: string, width: number): string {
  if (lengthOf(line) <= width || command.test(line)) return line;
  const indent = indentOf(line, width);
  const [first = "", ...words] = line.slice(/^ */.exec(line)![0].length).split(/(?<=\S) (?=\S)/);
  const rows = [line.slice(0, line.length - line.trimStart().length) + first];
  for (const word of words) {
    const longer = `${rows.at(-1)} ${word}`;
    if (lengthOf(longer) <= width) rows[rows.length - 1] = longer;
    else rows.push(" ".repeat(indent) + word);
  }
  return rows.join("\n");
}

/** Lines that are there to be copied. */
const command = /^ *(?:replay|usage:|npx|planproof) /;

/** Where the string after a label begins, or after several; where that is far to the right, a little further in. */
function indentOf(line: string, width: number): number {
  const plain = stripVTControlCharacters(line);
  const margin = plain.length - plain.trimStart().length;
  const label = /^ *(?:\S+(?: \S+)*? {2,})+/.exec(plain)?.[0].length ?? margin;
  return label > width / 2 ? margin + 4 : label;
}

const lengthOf = (line: string): number => stripVTControlCharacters(line).length;
