import { readable, type Shape } from "./shape.js";

/**
 * Readable strings one edit away from what a shape represents: in each word of its literal parts the last
 * character is dropped (a digit is changed instead, for an account stays 12 digits), the case is flipped,
 * or a character is added. A shape without literal words has none.
 */
export const shapeEdits = (shape: Shape): readonly string[] => editsOfWords(shape, editsOf);

/** The same with a character before each word, or another word in its place. */
export const wordReplacements = (shape: Shape): readonly string[] =>
  editsOfWords(shape, (word) => (/^[A-Za-z]/.test(word) ? [`x${word}`, "other"] : []));

type WordEdits = (word: string) => readonly string[];

const editsOfWords = (shape: Shape, edits: WordEdits): readonly string[] => [
  ...new Set(
    shape.flatMap((piece, at) => (typeof piece === "string" ? editsAt({ shape, at, edits }, piece) : [])),
  ),
];

interface EditedPlace {
  readonly shape: Shape;
  readonly at: number;
  readonly edits: WordEdits;
}

function editsAt({ shape, at, edits }: EditedPlace, text: string): readonly string[] {
  const words = text.split(/([^A-Za-z0-9]+)/);
  return words.flatMap((word, index) =>
    edits(word)
      .filter(() => !(at === 0 && index === 0 && word === "arn"))
      .map((edit) => readable(shape.with(at, words.with(index, edit).join("")))),
  );
}

function editsOf(word: string): readonly string[] {
  const last = word.at(-1);
  if (last === undefined || !/[A-Za-z0-9]/.test(last)) return [];
  const head = word.slice(0, -1);
  if (/\d/.test(last)) return [head + String((Number(last) + 1) % 10)];
  return [...(head === "" ? [] : [head]), flipCase(word), `${word}x`];
}

/** `Get` and `gEt` alike change the case of their first letter. */
export const flipCase = (text: string): string =>
  text.replace(/[A-Za-z]/, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  );
