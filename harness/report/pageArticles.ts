import { h, type MarkupChild } from "../page/markup.js";
import type { PageData } from "../page/pageData.js";
import { findingMarkup, type PageFinding } from "../page/pageFinding.js";

/** So many findings are in the page as it is loaded; the rest is made when a reader asks. */
const shown = 50;

/** The first findings of a page, and a button for the rest. */
export const pageArticles = (findings: readonly PageFinding[], what = "findings"): readonly MarkupChild[] => [
  ...findings.slice(0, shown).map(findingMarkup),
  ...(findings.length > shown
    ? [h("button", { type: "button", id: "more-findings" }, `Show more ${what}`)]
    : []),
];

/** How many findings a page has from the start, and in all. */
export const articleCounts = ({ length }: readonly PageFinding[]): Required<PageData>["findings"] => ({
  shown: Math.min(shown, length),
  total: length,
});
