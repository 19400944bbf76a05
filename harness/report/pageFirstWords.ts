import { compileGlob, matchGlob } from "../../policies/language/glob.js";
import { severities } from "../../properties/severity.js";
import type { PageFinding } from "../page/pageFinding.js";
import type { Evidence } from "../run/access/evidence.js";
import type { AccessChange } from "../run/diff/accessChange.js";
import { isAtGate } from "../run/failOn.js";
import type { Report, Verdict } from "../run/report.js";
import { brokenLaws, lawsIn } from "./brokenLaws.js";
import { describeTargets, many } from "./describeTargets.js";
import { acceptedIn } from "./pageAccepted.js";
import { chainHeadline } from "./pageChain.js";
import { hasUndecided, isGain } from "./pageChanges.js";
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
  // findings are in the order of what is refuted, where those at the gate are first
  const [[worst], [verdict]] = [atGate.length > 0 ? findings : [], atGate];
  const changes = evidence?.diff?.changes ?? [];
  const headline =
    chainHeadline(evidence?.diff?.chains, names) ??
    pageHeadline({ changes, names, weight: weightBy(refuted) });
  if (headline !== undefined) {
    const breaks = verdict && isBrokenBy(headline, verdict, changes) ? "That breaks" : "Also broken is";
    const why =
      worst === undefined
        ? []
        : [`${breaks} the law ${worst.property}: ${worst.sentence}.${alsoBroken(atGate)}`];
    return { title: headline.title, lede: [[...headline.lede, ...why].join(" ")] };
  }
  if (worst !== undefined)
    return {
      title: `${brokenLaws(atGate)} in ${sourceName(report)}.`,
      lede: [
        `${atGate.length === 1 ? "It is" : "First"} ${worst.property} on \`${worst.target}\`: ${worst.title}`,
      ],
    };
  return { title: calmTitle(report, evidence), lede: [calmLede(report)] };
}

/**
 * Whether what the headline says breaks a law: it opens the chain that does, or allows the action of the request that
 * shows it.
 */
function isBrokenBy(
  { changes, principals }: Headline,
  { target, outcome }: Verdict,
  all: readonly AccessChange[],
): boolean {
  if (outcome.verdict !== "refuted") return false;
  const { chain, witness } = outcome;
  if (chain !== undefined && chain.hops.length > 0) return principals?.includes(target) === true;
  const own = changes ?? all.filter((one) => isGain(one) && principals?.includes(one.target));
  return own.some(
    (one) => one.target === target && witness !== undefined && isAmong(one.actions, witness.request.action),
  );
}

/** Whether a list of actions and patterns, such as \`s3:*\`, has an action in it. */
const isAmong = (actions: readonly string[], action: string): boolean =>
  actions.some((one) => matchGlob(compileGlob(one.toLowerCase()), action.toLowerCase()));

function alsoBroken(atGate: readonly Verdict[]): string {
  if (atGate.length === 1) return "";
  const [one, more] = lawsIn(atGate) === atGate.length ? ["law", "laws"] : ["violation", "violations"];
  return ` ${many(atGate.length - 1, `more ${one} fails`, `more ${more} fail`)} the gate.`;
}

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
