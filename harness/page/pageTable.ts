import { h, type Markup, withCode } from "./markup.js";
import type { Tone } from "./tone.js";

/** A table that can be filtered; of a long one only the rows that can be seen are in the page. */
export interface PageTable {
  readonly id: string;
  /** what it is a table of, for who does not see it */
  readonly label: string;
  readonly heads: readonly string[];
  readonly rows: readonly PageRow[];
}

export interface PageRow {
  /** a word before the others */
  readonly mark?: { readonly tone: Tone; readonly word: string };
  /** code is between backticks */
  readonly cells: readonly string[];
}

/** So many rows are in the page as it is loaded. */
export const rowsAtFirst = 100;

/** The table, with the box that filters it where it is worth one. */
export const tableMarkup = ({ id, label, heads, rows }: PageTable): readonly Markup[] => [
  ...filterMarkup({ of: `${id}-rows`, label: `Filter: ${label}`, count: rows.length }),
  h(
    "div",
    { id: `${id}-scroll`, class: "scroll", tabindex: 0, role: "region", "aria-label": label },
    h(
      "table",
      { class: "tl rows" },
      h("thead", {}, h("tr", {}, ...heads.map((head) => h("th", { scope: "col" }, head)))),
      h("tbody", { id: `${id}-rows` }, ...rows.slice(0, rowsAtFirst).map((row) => rowMarkup(row, heads))),
    ),
  ),
];

/** One row; each cell has its head, which a narrow page shows in it. */
export const rowMarkup = ({ mark, cells }: PageRow, [, ...heads]: readonly string[]): Markup =>
  h(
    "tr",
    {},
    h("td", {}, ...(mark === undefined ? [] : [h("span", { class: `sev ${mark.tone}` }, mark.word)])),
    ...cells.map((cell, at) => h("td", { "data-head": heads[at] }, ...withCode(cell))),
  );

/** What a filter looks in. */
export const rowText = ({ mark, cells }: PageRow): string =>
  [mark?.word ?? "", ...cells].join(" ").replaceAll("`", "").toLowerCase();

/** Fewer items than this are seen at once. */
const fewest = 6;

/** A box that filters the items of a list, which the script makes work; nothing for a short list. */
export const filterMarkup = ({ of, label, count }: FilterOf): readonly Markup[] =>
  count < fewest
    ? []
    : [
        h(
          "div",
          { class: "tools", hidden: true },
          h("label", { class: "vh", for: `${of}-filter` }, label),
          h("input", { id: `${of}-filter`, type: "search", placeholder: "Filter  ( / )", "data-filter": of }),
          h("output", { for: `${of}-filter` }),
        ),
      ];

interface FilterOf {
  /** the id of the list */
  readonly of: string;
  readonly label: string;
  readonly count: number;
}
