import { h, type Markup } from "./markup.js";

/** The access levels of AWS, as one letter each. */
const levels: readonly (readonly [letter: string, name: string])[] = [
  ["l", "list"],
  ["r", "read"],
  ["w", "write"],
  ["p", "permissions"],
  ["t", "tagging"],
];

interface CellLevel {
  readonly letter: string;
  readonly name: string;
  readonly state: "none" | "held" | "new" | "gone";
}

/** What a cell such as `lrW-t` says of each level: list and read are held, write is new, tagging is gone. */
const levelsOf = (cell: string): readonly CellLevel[] =>
  levels.map(([letter, name]) => {
    if (cell.includes(`-${letter}`)) return { letter, name, state: "gone" };
    if (cell.includes(letter.toUpperCase())) return { letter, name, state: "new" };
    return { letter, name, state: cell.includes(letter) ? "held" : "none" };
  });

const classes = { none: "z", new: "n", gone: "x" } as const;

/** The letters of a cell, and the same in words. */
export function cellLetters(cell: string): { readonly letters: readonly Markup[]; readonly words: string } {
  const letters = levelsOf(cell).map(({ letter, state }) =>
    h(
      "i",
      {
        class: state === "held" ? (letter === "p" ? "p" : undefined) : classes[state],
        "aria-hidden": "true",
      },
      state === "none" ? "·" : letter,
    ),
  );
  return { letters, words: levelNames(cell) };
}

/** `list, read, write (new)`. */
export const levelNames = (cell: string): string =>
  levelsOf(cell)
    .filter(({ state }) => state !== "none")
    .map(({ name, state }) => (state === "held" ? name : `${name} (${state})`))
    .join(", ");

/** What the letters and their marks mean. */
export const cellLegend: Markup = h(
  "p",
  { class: "legend" },
  ...levels.map(([letter, name]) =>
    h("span", {}, h("i", { class: letter === "p" ? "p" : undefined }, letter), name),
  ),
  h("span", {}, h("i", { class: "n" }, "w"), "new or widened"),
  h("span", {}, h("i", { class: "x" }, "w"), "gone"),
);
