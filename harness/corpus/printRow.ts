// what can move or hide output, where the file is shown in a terminal or a review
const unsafe = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

const escaped = (characters: string): string =>
  Array.from(
    { length: characters.length },
    (_, at) => `\\u${characters.charCodeAt(at).toString(16).padStart(4, "0")}`,
  ).join("");

/** A row of a corpus: JSON on one line, with its line break. */
export const printRow = (row: object): string => `${JSON.stringify(row).replace(unsafe, escaped)}\n`;
