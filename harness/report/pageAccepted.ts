import { type Severity, severities } from "../../properties/severity.js";
import type { Grounds } from "../gate/exception.js";
import { h, type Markup, withCode } from "../page/markup.js";
import type { Report, Verdict } from "../run/report.js";
import { isAccepted, titleOf } from "./pageFindings.js";
import type { PageNames } from "./pageNames.js";

/** Violations that an exception or the baseline has: those with an exception first, the next to expire before others. */
export const acceptedIn = ({ verdicts }: Report): readonly Verdict[] =>
  verdicts
    .filter((one) => one.outcome.verdict === "refuted" && isAccepted(one))
    .toSorted((one, other) => lastDay(one).localeCompare(lastDay(other)) || rankOf(other) - rankOf(one));

/** Without a last day after all that have one, and the baseline after these. */
const lastDay = ({ exception }: Verdict): string =>
  exception === undefined ? "b" : (exception.until ?? "a");
const rankOf = ({ severity }: { readonly severity: Severity }): number => severities.indexOf(severity);

/** What is accepted, a row each: which law, by which target, why, by whose word and until when. */
export const pageAccepted = (report: Report, names: PageNames): readonly Markup[] => [
  h(
    "div",
    { class: "scroll", tabindex: 0, role: "region", "aria-label": "Accepted violations" },
    h(
      "table",
      { class: "tl accepts" },
      h("thead", {}, h("tr", {}, ...heads.map((head) => h("th", { scope: "col" }, head)))),
      h("tbody", {}, ...acceptedIn(report).map((verdict) => rowOf(verdict, names))),
    ),
  ),
];

const heads = ["Violation", "Accepted because"];

const wordOf = ({ owner, until }: Grounds): string =>
  `owner ${owner}, ${until === undefined ? "without a last day" : `until ${until}`}`;

function rowOf(verdict: Verdict, names: PageNames): Markup {
  const { id, property, severity, target, exception } = verdict;
  return h(
    "tr",
    { id: `f-${id}`, tabindex: -1 },
    h(
      "td",
      {},
      h("div", {}, h("span", { class: "sev accepted" }, `accepted, ${severity}`)),
      h("div", {}, h("b", {}, property), " on ", h("code", {}, names.short(target))),
      h("div", { class: "muted small" }, ...withCode(titleOf(verdict))),
    ),
    h(
      "td",
      {},
      h("div", {}, exception?.reason ?? "it is in the baseline"),
      ...(exception === undefined ? [] : [h("div", { class: "muted small" }, wordOf(exception))]),
    ),
  );
}
