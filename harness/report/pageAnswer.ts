import { greatest } from "../../policies/text/greatest.js";
import { type Severity, severities } from "../../properties/severity.js";
import { h, type Markup, withCode } from "../page/markup.js";
import { countAtGate, isAtGate } from "../run/failOn.js";
import type { Report } from "../run/report.js";
import { many } from "./describeTargets.js";
import { type AnswerOf, pageFirstWords } from "./pageFirstWords.js";

/** The first screen: the gate, what changed and why it matters, and how many verdicts there are of each kind. */
export function pageAnswer(of: AnswerOf): readonly Markup[] {
  const { title, lede } = pageFirstWords(of);
  const gate = gateOf(of.report);
  return [
    h(
      "p",
      { class: "gate" },
      h("span", { class: `sev ${gate.tone}` }, gate.word),
      " ",
      h("span", { class: "muted" }, gate.why),
    ),
    h("h1", { id: "h-answer" }, ...withCode(title)),
    ...lede.map((text, index) => h("p", { class: index === 0 ? "lede" : "lede more" }, ...withCode(text))),
    countsOf(of.report),
  ];
}

/** The title of the page, which says the answer. */
export function answerTitle(of: AnswerOf): string {
  const { title } = pageFirstWords(of);
  return `${gateOf(of.report).word}: ${title.replaceAll("`", "").replace(/\.$/, "")} — planproof`;
}

interface GateWords {
  readonly tone: string;
  readonly word: string;
  readonly why: string;
}

function gateOf({ verdicts, failOn }: Report): GateWords {
  const at = `at severity ${failOn}${failOn === "critical" ? "" : " or above"}`;
  const refuted = countAtGate(verdicts, { verdict: "refuted", failOn, below: false });
  const undecided = countAtGate(verdicts, { verdict: "undecided", failOn, below: false });
  if (refuted > 0) {
    const worst = verdicts
      .filter(({ outcome }) => outcome.verdict === "refuted")
      .map(({ severity }) => severity);
    return {
      tone: mostSerious(worst),
      word: "Gate fails",
      why: `${many(refuted, "law is", "laws are")} broken ${at}`,
    };
  }
  if (undecided > 0)
    return {
      tone: "undecided",
      word: "Gate undecided",
      why: `${many(undecided, "verdict depends", "verdicts depend")} on what is unknown, ${at}`,
    };
  return { tone: "holds", word: "Gate passes", why: `no law is broken ${at}` };
}

const mostSerious = (some: readonly Severity[]): Severity =>
  severities[greatest(some.map((one) => severities.indexOf(one)))]!;

function countsOf(report: Report): Markup {
  const { verdicts, failOn, counts } = report;
  const bySeverity = (severity: Severity) =>
    verdicts.filter((one) => one.outcome.verdict === "refuted" && one.severity === severity).length;
  const shown = severities
    .toReversed()
    .filter((severity) => ["critical", "high", "medium"].includes(severity) || bySeverity(severity) > 0);
  return h(
    "ul",
    { class: "counts", "aria-label": "Verdicts by severity" },
    ...shown.map((severity) => {
      const fails = isAtGate({ severity }, failOn) ? "fails the gate" : "below the gate";
      return countOf(bySeverity(severity), severity, { note: fails });
    }),
    countOf(counts.undecided, "undecided", { note: "not a pass" }),
    countOf(counts.holds, "holds", { word: "hold", note: provedNote(report) }),
  );
}

const provedNote = ({ verdicts }: Report): string => {
  const searched = verdicts.filter(
    ({ outcome }) => outcome.verdict === "holds" && outcome.by === "search",
  ).length;
  return searched === 0 ? "for all requests" : `${searched} by search alone`;
};

/** A count with its word, which leads to the verdicts; a zero is grey. */
export function countOf(
  count: number,
  tone: string,
  { word = tone, note, href = `#laws?v=${tone}` }: { word?: string; note?: string; href?: string } = {},
): Markup {
  const parts = [
    h("b", {}, String(count)),
    h("span", { class: count === 0 ? "sev" : `sev ${tone}` }, word),
    ...(note === undefined || count === 0 ? [] : [h("small", {}, note)]),
  ];
  return count === 0 ? h("li", { class: "nil" }, ...parts) : h("li", {}, h("a", { href }, ...parts));
}
