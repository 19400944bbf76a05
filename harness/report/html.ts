import { printHtmlPage, type Section } from "../page/htmlPage.js";
import { h, type MarkupChild, withCode } from "../page/markup.js";
import type { Evidence } from "../run/access/evidence.js";
import { countAtGate } from "../run/failOn.js";
import type { Report } from "../run/report.js";
import { describeManagedDate } from "./describeManagedDate.js";
import { many } from "./describeTargets.js";
import { escapeAll } from "./escapeAll.js";
import { acceptedIn, pageAccepted } from "./pageAccepted.js";
import { pageAccess, pageAccessTable } from "./pageAccess.js";
import { answerTitle, pageAnswer } from "./pageAnswer.js";
import { articleCounts, pageArticles } from "./pageArticles.js";
import { pageBecoming } from "./pageBecoming.js";
import { countChanges, pageChanges } from "./pageChanges.js";
import { pageFindings } from "./pageFindings.js";
import type { AnswerOf } from "./pageFirstWords.js";
import { lawTable, pageLaws } from "./pageLaws.js";
import { PageNames } from "./pageNames.js";
import { pageOutside } from "./pageOutside.js";
import { pageUndecided } from "./pageUndecided.js";
import { longTables } from "./tableSections.js";

/**
 * The report as one HTML file that asks for nothing else.
 *
 * @param evidence the documents, the change and the access that the page shows too; @defaultValue the report alone
 */
export function html(given: Report, evidence?: Evidence): string {
  const report = escapeAll(given);
  const shown = evidence && { ...escapeAll({ ...evidence, targets: [] }), targets: evidence.targets };
  const names = new PageNames(report.sources, report.targets);
  const findings = escapeAll(pageFindings(report, shown));
  const answer: AnswerOf = { report, names, findings, ...(shown && { evidence: shown }) };
  const access = shown?.access;
  const tables = shown === undefined ? [] : [...pageBecoming(shown, names), ...pageOutside(shown, names)];
  return printHtmlPage({
    title: answerTitle(answer),
    about: aboutOf(report),
    answer: pageAnswer(answer),
    sections: [
      ...changesSection(answer),
      ...findingsSection(answer),
      ...acceptedSection(report, names),
      ...(access === undefined || access.length === 0
        ? []
        : [accessOf(access.length, shown?.diff !== undefined)]),
      ...tables.map(({ section }) => section),
      ...undecidedSection(report, names),
      { id: "laws", title: "All verdicts", count: report.verdicts.length, body: pageLaws() },
      ...notesSection(report),
    ],
    footer: footerOf(report, evidence),
    data: {
      laws: lawTable(report, names),
      ...(access !== undefined && access.length > 0 && { access: pageAccessTable(access, names) }),
      findings: articleCounts(findings),
      tables: longTables(tables),
    },
    findings,
  });
}

const aboutOf = ({ sources, managedPoliciesDate, shard }: Report): readonly string[] => [
  sources.length > 3 ? many(sources.length, "source") : sources.join(", "),
  ...(shard === undefined ? [] : [`shard ${shard.index} of ${shard.total}`]),
  ...(managedPoliciesDate === undefined ? [] : [`AWS managed policies as of ${managedPoliciesDate}`]),
];

function changesSection({ evidence, names }: AnswerOf): readonly Section[] {
  const body = evidence?.diff === undefined ? [] : pageChanges(evidence.diff, names);
  if (evidence?.diff === undefined || body.length === 0) return [];
  return [{ id: "changes", title: "What changed", count: countChanges(evidence.diff), body }];
}

function findingsSection({ report, findings }: AnswerOf): readonly Section[] {
  if (findings.length === 0) return [];
  const fails = countAtGate(report.verdicts, { verdict: "refuted", failOn: report.failOn, below: false });
  const body = pageArticles(findings);
  const lead = fails === findings.length ? undefined : gateLead(fails, findings.length);
  return [
    { id: "findings", title: "Findings", count: findings.length, body, ...(lead !== undefined && { lead }) },
  ];
}

/** Which of the findings fail the gate, where not all of them do. */
function gateLead(fails: number, all: number): string {
  if (fails === 0) return all === 1 ? "It is not at the gate." : "None of them is at the gate.";
  const first = fails === 1 ? "The first one fails" : `The first ${fails} fail`;
  return `${first} the gate; ${all - fails === 1 ? "the other does" : "the others do"} not.`;
}

function acceptedSection(report: Report, names: PageNames): readonly Section[] {
  const count = acceptedIn(report).length;
  if (count === 0) return [];
  const lead =
    "An exception has them, or the baseline, so they do not count. A further violation by the same target does.";
  return [{ id: "accepted", title: "Accepted", count, lead, body: pageAccepted(report, names) }];
}

const accessOf = (count: number, isAfter: boolean): Section => ({
  id: "access",
  title: "Access",
  count,
  lead: `${isAfter ? "After the change. " : ""}Boundaries and denials are counted: a letter means that some request at this level is allowed. Choose a cell to see its actions.`,
  body: pageAccess(),
});

function undecidedSection(report: Report, names: PageNames): readonly Section[] {
  if (report.counts.undecided === 0) return [];
  return [
    {
      id: "undecided",
      title: "Undecided, and what would resolve it",
      count: report.counts.undecided,
      lead: "Undecided is not a pass. The value that most verdicts depend on comes first.",
      body: pageUndecided(report, names),
    },
  ];
}

function notesSection({ notes }: Report): readonly Section[] {
  if (notes.length === 0) return [];
  const items = notes.map(({ source, diagnostic: { message, hint } }) =>
    h("li", {}, ...withCode(`${source}: ${message} (${hint})`)),
  );
  return [
    { id: "notes", title: "Notes", count: notes.length, body: [h("ul", { class: "notes" }, ...items)] },
  ];
}

const footerOf = (report: Report, evidence: Evidence | undefined): readonly MarkupChild[] => [
  ...(evidence === undefined
    ? withCode(
        "Made of reports, which carry no policies: the statements, the access matrix and who can become which principal are in the page of `planproof check --format html`. ",
      )
    : []),
  [
    `planproof, seed ${report.seed}.`,
    ...describeManagedDate(report).map((text) => `${text}.`),
    "Evaluated offline: no request was sent to AWS, and this page sends none.",
  ].join(" "),
];
