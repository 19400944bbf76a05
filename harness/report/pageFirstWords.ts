import { severities } from "../../properties/severity.js";
import type { PageFinding } from "../page/pageFinding.js";
import type { Evidence } from "../run/access/evidence.js";
import type { AccessChange } from "../run/diff/accessChange.js";
import { isAtGate } from "../run/failOn.js";
import type { Report, Verdict } from "../run/report.js";
import { describeTargets, many } from "./describeTargets.js";
import { acceptedIn } from "./pageAccepted.js";
import { chainHeadline } from "./pageChain.js";
import { hasUndecided } from "./pageChanges.js";
import { refutedIn } from "./pageFindings.js";
import { type Headline, pageHeadline } from "./pageHeadline.js";
import type { PageNames } from "./pageNames.js";

/** What the answer of a page is about. */
export interface AnswerOf {
  readonly report: Report;
  readonly evidence?: Evidence;
  readonly names: PageNames;
  readonly findings: readonly PageFinding[];
}

/** The headline of a report: what the change allows; else which laws are broken; else that nothing is. */
export function pageFirstWords({ report, evidence, names, findings }: AnswerOf): Headline {
  const refuted = refutedIn(report);
  const atGate = refuted.filter((one) => isAtGate(one, report.failOn));
  const [worst] = atGate.length > 0 ? findings : [];
  const changes = evidence?.diff?.changes ?? [];
  const opened = chainHeadline(evidence?.diff?.chains, names);
  const headline = opened ?? pageHeadline({ changes, names, weight: weightBy(refuted) });
  if (headline !== undefined) {
    const isCause =
      worst !== undefined &&
      (worst.chain === undefined
        ? changes.some(({ target }) => names.short(target) === worst.target)
        : opened !== undefined);
    const breaks = isCause ? "That breaks" : "Also broken is";
    const why =
      worst === undefined
        ? []
        : [`${breaks} the law ${worst.property}: ${worst.sentence}.${alsoBroken(atGate)}`];
    return { title: headline.title, lede: [[...headline.lede, ...why].join(" ")] };
  }
  if (worst !== undefined)
    return {
      title: `${many(atGate.length, "law is", "laws are")} broken in ${sourceName(report)}.`,
      lede: [
        `${atGate.length === 1 ? "It is" : "First"} ${worst.property} on \`${worst.target}\`: ${worst.title}`,
      ],
    };
  return { title: calmTitle(report, evidence), lede: [calmLede(report)] };
}

const alsoBroken = (atGate: readonly Verdict[]): string =>
  atGate.length === 1 ? "" : ` ${many(atGate.length - 1, "more law fails", "more laws fail")} the gate.`;

/** Changes count by the severity of the law that they break, and those that let everyone in above all. */
function weightBy(refuted: readonly Verdict[]): (change: AccessChange, action: string) => number {
  const broken = new Map<string, number>();
  for (const { target, severity, outcome } of refuted) {
    const action = outcome.verdict === "refuted" ? outcome.witness?.request.action : undefined;
    const key = `${target}\n${action}`;
    broken.set(key, Math.max(broken.get(key) ?? 0, severities.indexOf(severity) + 1));
  }
  return ({ target, caller }, action) =>
    Math.max(caller?.kind === "everyone" ? severities.length : 0, broken.get(`${target}\n${action}`) ?? 0);
}

const sourceName = ({ sources }: Report): string =>
  sources.length === 1 ? sources[0]!.split("/").at(-1)! : many(sources.length, "source");

function calmTitle(report: Report, evidence: Evidence | undefined): string {
  const { counts } = report;
  if (evidence?.diff !== undefined && !hasUndecided(evidence.diff)) return "Nothing gains access.";
  if (counts.undecided > 0 && counts.refuted === 0)
    return `${many(counts.undecided, "verdict depends", "verdicts depend")} on values that are unknown.`;
  if (counts.refuted === 0) return "Every law holds.";
  const left = refutedIn(report);
  if (left.length === 0) return "Every law holds, but for what is accepted.";
  return left.every(({ since }) => since === "before")
    ? "This change breaks no law."
    : "No law at or above the gate is broken.";
}

function calmLede(report: Report): string {
  const { holds, undecided } = report.counts;
  const old = refutedIn(report).filter(({ since }) => since === "before").length;
  const below = refutedIn(report).length - old;
  const accepted = acceptedIn(report).length;
  const parts = [
    `${holds} ${holds === 1 ? "verdict holds" : "verdicts hold"}`,
    ...(below > 0 ? [`${below} below the gate ${below === 1 ? "is" : "are"} worth a look`] : []),
    ...(old > 0 ? [`${many(old, "violation was", "violations were")} so before the change`] : []),
    ...(accepted > 0 ? [`${accepted} ${accepted === 1 ? "is" : "are"} accepted`] : []),
    ...(undecided > 0 ? [`${undecided} ${undecided === 1 ? "is" : "are"} undecided`] : []),
  ];
  return `${parts.join(", ")}: ${describeTargets({ ...report, sources: [] }).replace(/ in 0 sources$/, "")}.`;
}
