import type { Diagnostic } from "../../policies/text/diagnostic.js";
import type { ChangedAccess } from "../corpus/changedAccess.js";
import type { TargetDrift } from "../corpus/replayAgainst.js";
import { shortHash } from "../gate/shortHash.js";
import { printHtmlPage, type Section } from "../page/htmlPage.js";
import { h, type Markup } from "../page/markup.js";
import type { FindingLine, PageFinding } from "../page/pageFinding.js";
import type { Tone } from "../page/tone.js";
import { capitalized } from "./capitalized.js";
import { missing, undecidedCounts } from "./describeReplay.js";
import { many } from "./describeTargets.js";
import { describeUnless } from "./describeUnless.js";
import { describeDecision, describeRequest } from "./describeWitness.js";
import { escapeAll } from "./escapeAll.js";
import { countOf } from "./pageAnswer.js";
import { articleCounts, pageArticles, withUniqueIds } from "./pageArticles.js";
import { describeHoles } from "./reasonOf.js";
import type { InFile, ReplayedCases } from "./replayAnswer.js";
import { longTables, type TableSection, tableSections } from "./tableSections.js";

/** What the page of a replay shows beyond the cases. */
export interface ReplayPage {
  readonly sources: readonly string[];
  /** the answer in one line, without a full stop */
  readonly answer: string;
  /** lines that could not be read */
  readonly unreadable: readonly { readonly source?: string; readonly diagnostic: Diagnostic }[];
}

type AnyDrift = ReplayedCases["drifted"][number];

/** A replay as one HTML file: the cases that drifted and the access that no case asks about, each with its request. */
export function replayHtml(found: ReplayedCases, page: ReplayPage): string {
  const { drifted, changes = [], ...replay } = escapeAll(found);
  const { sources, answer, unreadable } = escapeAll(page);
  const findings = withUniqueIds(
    [...drifted.map(driftFinding), ...changes.map(changeFinding)].toSorted(
      (one, other) => urgency.indexOf(one.tone) - urgency.indexOf(other.tone),
    ),
  );
  const title = titleOf(found, unreadable.length);
  const tables = [
    ...targetTables(replay),
    ...undecidedTables(replay),
    ...refusedTables(replay),
    ...unreadTables(unreadable),
  ];
  return printHtmlPage({
    title: `${title.replace(/\.$/, "")} — planproof`,
    about: [sources.length > 3 ? many(sources.length, "source") : sources.join(", ")],
    answer: [
      h("h1", { id: "h-answer" }, title),
      h("p", { class: "lede" }, `${capitalized(answer)}.`),
      h("ul", { class: "counts", "aria-label": "Cases by what became of them" }, ...countItems(found)),
    ],
    sections: [
      ...driftSections(findings, found.changes !== undefined),
      ...tables.map(({ section }) => section),
    ],
    footer: ["Decided offline: no request was sent to AWS, and this page sends none."],
    data: { findings: articleCounts(findings), tables: longTables(tables) },
    findings,
  });
}

function driftSections(findings: readonly PageFinding[], isOfSource: boolean): readonly Section[] {
  if (findings.length === 0) return [];
  const lead = isOfSource
    ? "What allows more is first. Where it is intended, corpus replay with --update writes it to the corpus."
    : "Decided by the policies in the file itself: what differs is about the row, or about planproof.";
  const title = "What differs from the corpus";
  return [{ id: "drifted", title, count: findings.length, lead, body: pageArticles(findings) }];
}

/** What allows more before what allows less. */
const urgency: readonly Tone[] = ["high", "new", "medium", "gone"];

/** What differs; else what keeps the replay from passing; else that nothing does. */
function titleOf(
  { matched, drifted, changes = [], missingTargets = [], newTargets = [], undecided = [] }: ReplayedCases,
  unreadable: number,
): string {
  const added = changes.filter(({ change }) => change === "added").length;
  const lost = changes.length - added;
  const more = drifted.length > 0 ? "more " : "";
  const parts = [
    ...(drifted.length > 0 ? [`${many(drifted.length, "case")} drifted`] : []),
    ...(added > 0 ? [`${many(added, `${more}request is`, `${more}requests are`)} allowed now`] : []),
    ...(lost > 0 ? [`${many(lost, `${more}request is`, `${more}requests are`)} no longer allowed`] : []),
  ];
  if (parts.length > 0) return `${parts.join(", ")}.`;
  if (unreadable > 0) return `${many(unreadable, "line")} could not be read.`;
  if (missingTargets.length > 0)
    return `${many(missingTargets.length, "target is", "targets are")} not in the source.`;
  const [cases, unknown] = undecidedCounts(undecided);
  if (cases > 0) return `${many(cases, "case is", "cases are")} undecided.`;
  const fresh = newTargets.length + unknown;
  if (fresh > 0) return `${many(fresh, "target has", "targets have")} no case in the corpus.`;
  return matched === 0 ? "No case was asked." : "Every case holds.";
}

const countItems = ({ drifted, changes = [], matched, undecided = [] }: ReplayedCases): readonly Markup[] => [
  countOf(drifted.length, "high", { word: "drifted", note: "decided otherwise", href: "#drifted" }),
  countOf(changes.length, "new", {
    word: "not in the corpus",
    note: "access that changed",
    href: "#drifted",
  }),
  countOf(undecided.length, "undecided", { note: "not a pass", href: "#undecided" }),
  countOf(matched, "holds", { word: "hold", href: "#answer" }),
];

/** A case that allows more than is expected matters more than one that denies more. */
function driftFinding(drift: AnyDrift): PageFinding {
  const { id, source, line, expected, actual, statements } = drift;
  const ofTarget = "target" in drift ? drift : undefined;
  return {
    id: `f-${shortHash(source, id, ofTarget?.target ?? "")}`,
    tone: actual === "allowed" ? "high" : "medium",
    word: "drifted",
    property: id,
    target: ofTarget?.target ?? source,
    how: ofTarget === undefined ? `line ${line}` : `${source} line ${line}`,
    title: `${askedIn(ofTarget)} ${words[actual]} now, and the corpus expects that it ${words[expected]}.`,
    shows: ofTarget === undefined ? "What decides it" : "The request of the case",
    lines: [
      ...(ofTarget === undefined ? [] : requestLines(ofTarget)),
      prose("then", describeDecision(expected, ofTarget?.statementsBefore ?? [])),
      prose("now", describeDecision(actual, statements)),
      ...(ofTarget?.unless === undefined || ofTarget.unless.length === 0
        ? []
        : [prose("unless", describeUnless(ofTarget.unless))]),
    ],
    steps: [],
    quotes: [],
    commands: [],
  };
}

const words = {
  allowed: "is allowed",
  explicitDeny: "is explicitly denied",
  implicitDeny: "is implicitly denied",
} as const;

const askedIn = (drift: TargetDrift | undefined): string =>
  drift === undefined ? "The request" : `\`${drift.request.action}\` on \`${drift.request.resource}\``;

const prose = (label: string, value: string): FindingLine => ({ label, value, prose: true });

const requestLines = ({ request }: Pick<ChangedAccess, "request">): readonly FindingLine[] =>
  describeRequest(request).map(([label, value]) => ({ label, value }));

function changeFinding(changed: InFile<ChangedAccess>): PageFinding {
  const { change, target, request, was, actual, statements, statementsBefore, source } = changed;
  const isNew = change === "added";
  return {
    id: `f-${shortHash(target, change, request.action, request.resource)}`,
    tone: isNew ? "new" : "gone",
    word: isNew ? "new access" : "less access",
    property: request.action,
    target,
    how: `no case of ${source} asks about it`,
    title: `\`${request.action}\` on \`${request.resource}\` ${isNew ? "is allowed now, and was not" : "is not allowed now, and was"}.`,
    lines: [
      ...requestLines(changed),
      prose("then", describeDecision(was, statementsBefore)),
      prose("now", describeDecision(actual, statements)),
    ],
    steps: [],
    quotes: [],
    commands: [],
  };
}

const targetTables = ({
  missingTargets = [],
  newTargets = [],
}: Partial<ReplayedCases>): readonly TableSection[] =>
  tableSections({
    id: "targets",
    title: "Missing and new targets",
    heads: ["Target", "Why"],
    rows: [
      ...missingTargets.map(({ target, cases }) => ({
        ...{ mark: { tone: "high" as const, word: "missing" } },
        cells: [`\`${target}\``, missing(cases)],
      })),
      ...newTargets.map((target) => ({
        ...{ mark: { tone: "new" as const, word: "new" } },
        cells: [`\`${target}\``, "the corpus has no case of it"],
      })),
    ],
  });

const undecidedTables = ({ undecided = [] }: Partial<ReplayedCases>): readonly TableSection[] =>
  tableSections({
    id: "undecided",
    title: "Undecided",
    heads: ["Target", "Case", "Why", "To resolve it"],
    rows: undecided.map(({ target, id = "no case of it", holes }) => ({
      cells: [`\`${target}\``, id, describeHoles(holes), holes[0]?.remedy ?? ""],
    })),
  });

const refusedTables = ({ refused = [] }: Partial<ReplayedCases>): readonly TableSection[] =>
  tableSections({
    id: "refused",
    title: "Documents that AWS would not store",
    lead: "The cases are decided as if these documents allowed nothing.",
    heads: ["Case", "Line", "Why"],
    rows: refused.map(({ id, source, line, message }) => ({ cells: [id, `${source}:${line}`, message] })),
  });

const unreadTables = (unreadable: ReplayPage["unreadable"]): readonly TableSection[] =>
  tableSections({
    id: "unread",
    title: "Lines that could not be read",
    heads: ["Line", "Why"],
    rows: unreadable.map(({ source = "", diagnostic: { message, position } }) => ({
      cells: [`${source}${position === undefined ? "" : `:${position.line}`}`, message],
    })),
  });
