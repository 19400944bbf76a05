import { h, type Markup } from "../page/markup.js";
import type { FoundLaw, LawTable } from "../page/pageData.js";
import type { Tone } from "../page/tone.js";
import type { Report, Verdict } from "../run/report.js";
import { isAccepted } from "./pageFindings.js";
import type { PageNames } from "./pageNames.js";
import { reasonOf } from "./reasonOf.js";

/** All verdicts as the page embeds them. */
export function lawTable(report: Report, names: PageNames): LawTable {
  const properties = numbering(report.verdicts.map(({ property }) => property));
  const targets = numbering(report.verdicts.map(({ target }) => target));
  const held = Array.from({ length: targets.size }, () => "");
  const found: FoundLaw[] = [];
  for (const verdict of report.verdicts) {
    const [p, t] = [properties.get(verdict.property)!, targets.get(verdict.target)!];
    const { outcome } = verdict;
    if (outcome.verdict === "holds") {
      held[t] += `${p}${outcome.by.slice(0, 1)}`;
      continue;
    }
    const id = outcome.verdict === "undecided" ? "undecided" : `f-${verdict.id}`;
    const reason = inShort((reasonOf(outcome) ?? "").replaceAll("`", ""));
    found.push({ p, t, tone: toneOf(verdict), reason, id });
  }
  const short = [...targets.keys()].map((target) => names.short(target));
  return { properties: [...properties.keys()], targets: short, held, findings: found };
}

const longest = 160;

/** Whole words of a long reason. */
const inShort = (reason: string): string =>
  reason.length <= longest ? reason : `${reason.slice(0, longest).replace(/\s+\S*$/, "")} …`;

const toneOf = (verdict: Verdict): Tone =>
  verdict.outcome.verdict === "undecided" ? "undecided" : isAccepted(verdict) ? "accepted" : verdict.severity;

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
