import type { Diagnostic } from "../../policies/text/diagnostic.js";
import type { ChangedAccess } from "../corpus/changedAccess.js";
import type { TargetDrift } from "../corpus/replayAgainst.js";
import { shortHash } from "../gate/shortHash.js";
import { printHtmlPage, type Section } from "../page/htmlPage.js";
import { h, type Markup, withCode } from "../page/markup.js";
import type { FindingLine, PageFinding } from "../page/pageFinding.js";
import { missing } from "./describeReplay.js";
import { many } from "./describeTargets.js";
import { describeUnless } from "./describeUnless.js";
import { describeDecision, describeRequest } from "./describeWitness.js";
import { escapeAll } from "./escapeAll.js";
import { countOf } from "./pageAnswer.js";
import { articleCounts, pageArticles, withUniqueIds } from "./pageArticles.js";
import { describeHoles } from "./reasonOf.js";
import type { ReplayedCases } from "./replayFindings.js";

/** What the page of a replay shows beyond the cases. */
export interface ReplayPage {
  readonly sources: readonly string[];
  /** the answer in one line, without a full stop */
  readonly answer: string;
  /** lines that could not be read */
  readonly unreadable: readonly { readonly source?: string; readonly diagnostic: Diagnostic }[];
}

type InFile = { readonly source: string };
type AnyDrift = ReplayedCases["drifted"][number];

/** A replay as one HTML file: the cases that drifted and the access that no case asks about, each with its request. */
export function replayHtml(found: ReplayedCases, page: ReplayPage): string {
  const { drifted, changes = [], ...replay } = escapeAll(found);
  const { sources, answer, unreadable } = escapeAll(page);
  const findings = withUniqueIds([...drifted.map(driftFinding), ...changes.map(changeFinding)]);
  const title = titleOf(drifted.length, changes, answer);
  return printHtmlPage({
    title: `${title.replace(/\.$/, "")} — planproof`,
    about: [sources.length > 3 ? many(sources.length, "source") : sources.join(", ")],
    answer: [
      h("h1", { id: "h-answer" }, title),
      h("p", { class: "lede" }, `${answer.slice(0, 1).toUpperCase()}${answer.slice(1)}.`),
      h("ul", { class: "counts", "aria-label": "Cases by what became of them" }, ...countItems(found)),
    ],
    sections: [
      ...(findings.length === 0
        ? []
        : [
            {
              id: "drifted",
              title: "What differs from the corpus",
              count: findings.length,
              lead: "Where it is intended, corpus replay with --update writes it to the corpus.",
              body: pageArticles(findings),
            },
          ]),
      ...targetSection(replay),
      ...undecidedSection(replay),
      ...unreadSection(replay, unreadable),
    ],
    footer: ["Decided offline: no request was sent to AWS, and this page sends none."],
    data: { findings: articleCounts(findings) },
    findings,
  });
}

function titleOf(drifted: number, changes: readonly ChangedAccess[], answer: string): string {
  const added = changes.filter(({ change }) => change === "added").length;
  const parts = [
    ...(drifted > 0 ? [`${many(drifted, "case")} drifted`] : []),
    ...(added > 0 ? [`${many(added, "action")} ${added === 1 ? "has" : "have"} new access`] : []),
    ...(changes.length > added ? [`${many(changes.length - added, "action")} lost access`] : []),
  ];
  if (parts.length > 0) return `${parts.join(", ")}.`;
  return /^all \d+ cases hold/.test(answer) ? "Every case holds." : "No case drifted.";
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
    how: `${source} line ${line}`,
    title: `${askedIn(ofTarget)} ${words[actual]} now, and the corpus expects that it ${words[expected]}.`,
    shows: "The request of the case",
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

function changeFinding(changed: ChangedAccess & InFile): PageFinding {
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

const list = (items: readonly string[]): Markup =>
  h("ul", { class: "notes" }, ...items.map((item) => h("li", {}, ...withCode(item))));

function targetSection({ missingTargets = [], newTargets = [] }: Partial<ReplayedCases>): readonly Section[] {
  const items = [
    ...missingTargets.map(({ target, cases }) => `\`${target}\`: ${missing(cases)}`),
    ...newTargets.map((target) => `\`${target}\`: the corpus has no case of it`),
  ];
  if (items.length === 0) return [];
  return [{ id: "targets", title: "Missing and new targets", count: items.length, body: [list(items)] }];
}

function undecidedSection({ undecided = [] }: Partial<ReplayedCases>): readonly Section[] {
  if (undecided.length === 0) return [];
  const items = undecided.map(({ target, id, holes }) => {
    const remedy = holes[0] === undefined ? "" : `; to resolve it: ${holes[0].remedy}`;
    return `\`${target}\`${id === undefined ? "" : `, case ${id}`}: ${describeHoles(holes)}${remedy}`;
  });
  return [{ id: "undecided", title: "Undecided", count: items.length, body: [list(items)] }];
}

function unreadSection(
  { refused = [] }: Partial<ReplayedCases>,
  unreadable: ReplayPage["unreadable"],
): readonly Section[] {
  const items = [
    ...unreadable.map(
      ({ source = "", diagnostic: { message, position } }) =>
        `${source}${position === undefined ? "" : `:${position.line}`}: ${message}`,
    ),
    ...refused.map(({ id, source, line, message }) => `${source}:${line}: ${id}: ${message}`),
  ];
  if (items.length === 0) return [];
  return [{ id: "unread", title: "Lines that could not be asked", count: items.length, body: [list(items)] }];
}
