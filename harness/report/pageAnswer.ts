import { greatest } from "../../policies/text/greatest.js";
import { type Severity, severities } from "../../properties/severity.js";
import { h, type Markup, withCode } from "../page/markup.js";
import { countAtGate, type FailOn, isAtGate } from "../run/failOn.js";
import type { Report, Verdict } from "../run/report.js";
import { brokenLaws } from "./brokenLaws.js";
import { many } from "./describeTargets.js";
import { acceptedIn } from "./pageAccepted.js";
import { refutedIn } from "./pageFindings.js";
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

function gateOf(report: Report): GateWords {
  const { verdicts, failOn } = report;
  const at = `at severity ${failOn}${failOn === "critical" ? "" : " or above"}`;
  const refuted = verdicts.filter((one) => one.outcome.verdict === "refuted" && isAtGate(one, failOn));
  const undecided = countAtGate(verdicts, { verdict: "undecided", failOn, below: false });
  if (refuted.length > 0)
    return {
      tone: mostSerious(refuted.map(({ severity }) => severity)),
      word: "Gate fails",
      why: `${brokenLaws(refuted, report.gate === "new")} ${at}`,
    };
  if (undecided > 0)
    return {
      tone: "undecided",
      word: "Gate undecided",
      why: `${many(undecided, "verdict depends", "verdicts depend")} on what is unknown, ${at}`,
    };
  return { tone: "holds", word: "Gate passes", why: `no law is ${excusedAt(report)}broken ${at}` };
}

/** Whether there is what is accepted, or was so before the change. */
const excusedAt = (report: Report): string =>
  report.gate === "new" ? "newly " : acceptedIn(report).length > 0 ? "otherwise " : "";

const mostSerious = (some: readonly Severity[]): Severity =>
  severities[greatest(some.map((one) => severities.indexOf(one)))]!;

function countsOf(report: Report): Markup {
  const { failOn, counts } = report;
  const accepted = acceptedIn(report).length;
  const refuted = refutedIn(report);
  const of = (severity: Severity) => refuted.filter((one) => one.severity === severity);
  const bySeverity = (severity: Severity) => of(severity).length;
  const shown = severities
    .toReversed()
    .filter((severity) => ["critical", "high", "medium"].includes(severity) || bySeverity(severity) > 0);
  return h(
    "ul",
    { class: "counts", "aria-label": "Verdicts by severity" },
    ...shown.map((severity) =>
      countOf(bySeverity(severity), severity, { note: gateNote(of(severity), failOn) }),
    ),
    ...(accepted === 0 ? [] : [countOf(accepted, "accepted", { note: "not counted" })]),
    countOf(counts.undecided, "undecided", { note: "not a pass" }),
    countOf(counts.holds, "holds", { word: "hold", note: provedNote(report) }),
  );
}

/** Of verdicts of one severity: whether they fail the gate, or why not. */
function gateNote(some: readonly Verdict[], failOn: FailOn): string {
  const fails = some.filter((one) => isAtGate(one, failOn)).length;
  if (fails > 0)
    return fails === some.length
      ? "fails the gate"
      : `${fails} new, which ${fails === 1 ? "fails" : "fail"} the gate`;
  const before = some.filter(({ since }) => since === "before").length;
  if (before === 0) return "below the gate";
  return before === some.length
    ? "before the change"
    : `${before} before the change, ${some.length - before} below the gate`;
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
