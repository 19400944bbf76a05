import { h, type Markup } from "../page/markup.js";
import type { FoundLaw, LawTable } from "../page/pageData.js";
import type { PageFinding } from "../page/pageFinding.js";
import type { Tone } from "../page/tone.js";
import type { Report } from "../run/report.js";
import { refutedIn } from "./pageFindings.js";
import type { PageNames } from "./pageNames.js";
import { reasonOf } from "./reasonOf.js";

/** All verdicts as the page embeds them. @param findings those of the refuted ones, in the order of {@link refutedIn} */
export function lawTable(report: Report, findings: readonly PageFinding[], names: PageNames): LawTable {
  const properties = numbering(report.verdicts.map(({ property }) => property));
  const targets = numbering(report.verdicts.map(({ target }) => target));
  const ids = new Map(refutedIn(report).map((verdict, index) => [verdict, findings[index]?.id]));
  const held = Array.from({ length: targets.size }, () => "");
  const found: FoundLaw[] = [];
  for (const verdict of report.verdicts) {
    const [p, t] = [properties.get(verdict.property)!, targets.get(verdict.target)!];
    const { outcome } = verdict;
    if (outcome.verdict === "holds") {
      held[t] += `${p}${outcome.by.slice(0, 1)}`;
      continue;
    }
    const tone: Tone = outcome.verdict === "undecided" ? "undecided" : verdict.severity;
    const id = ids.get(verdict) ?? (tone === "undecided" ? "undecided" : undefined);
    const reason = (reasonOf(outcome) ?? "").replaceAll("`", "").slice(0, 160);
    found.push({ p, t, tone, reason, ...(id !== undefined && { id }) });
  }
  const short = [...targets.keys()].map((target) => names.short(target));
  return { properties: [...properties.keys()], targets: short, held, findings: found };
}

const numbering = (names: readonly string[]): ReadonlyMap<string, number> =>
  new Map([...new Set(names)].map((name, index) => [name, index]));

const heads = [
  ["tone", "Verdict"],
  ["property", "Law"],
  ["target", "Target"],
] as const;

/** The list of all verdicts, which the script fills. */
export const pageLaws = (): readonly Markup[] => [
  h(
    "div",
    { class: "tools", id: "law-tools", hidden: true },
    h("label", { class: "vh", for: "law-search" }, "Search laws, targets and reasons"),
    h("input", { id: "law-search", type: "search", placeholder: "Search laws and targets  ( / )" }),
    h("span", { id: "law-tones", role: "group", "aria-label": "Verdict", style: "display:contents" }),
    h("output", { id: "law-count", for: "law-search" }),
  ),
  h(
    "div",
    { id: "law-scroll", class: "scroll", tabindex: 0, role: "region", "aria-label": "All verdicts" },
    h(
      "table",
      {},
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          ...heads.map(([sort, label]) =>
            h(
              "th",
              { scope: "col", "aria-sort": sort === "tone" ? "ascending" : undefined },
              h("button", { type: "button", "data-sort": sort }, label),
            ),
          ),
          h("th", { scope: "col" }, "Because"),
        ),
      ),
      h("tbody", { id: "law-rows" }),
    ),
  ),
  h(
    "noscript",
    {},
    h("p", { class: "muted" }, "This list takes scripts; `planproof check --format json` has it, too."),
  ),
];
