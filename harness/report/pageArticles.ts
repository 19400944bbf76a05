import { h, type Markup } from "../page/markup.js";
import type { PageData } from "../page/pageData.js";
import { findingMarkup, type PageFinding } from "../page/pageFinding.js";
import { filterMarkup } from "../page/pageTable.js";

/** So many findings are in the page as it is loaded; the rest is made when a reader asks. */
const shown = 50;

/** The first findings of a page, a box that filters all of them, and a button for the rest. */
export const pageArticles = (findings: readonly PageFinding[], what = "findings"): readonly Markup[] => [
  ...filterMarkup({ of: "articles", label: `Filter ${what}`, count: findings.length }),
  h("div", { id: "articles" }, ...findings.slice(0, shown).map(findingMarkup)),
  ...(findings.length > shown
    ? [h("button", { type: "button", id: "more-findings" }, `Show more ${what}`)]
    : []),
];

/** How many findings a page has from the start, and in all. */
export const articleCounts = ({ length }: readonly PageFinding[]): Required<PageData>["findings"] => ({
  shown: Math.min(shown, length),
  total: length,
});

/** Findings that are alike have the same id: the later ones get a number, so that each has a permalink. */
export function withUniqueIds(findings: readonly PageFinding[]): readonly PageFinding[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const count = (seen.get(finding.id) ?? 0) + 1;
    seen.set(finding.id, count);
    return count === 1 ? finding : { ...finding, id: `${finding.id}-${count}` };
  });
}
