import { policyJson } from "../../policies/language/printPolicy.js";
import { shortHash } from "../gate/shortHash.js";
import { printHtmlPage, type Section } from "../page/htmlPage.js";
import { h, type Markup } from "../page/markup.js";
import type { PageFinding, Quote } from "../page/pageFinding.js";
import type { PageRow } from "../page/pageTable.js";
import { groupBy } from "../plan/resources/groupBy.js";
import type { Mutation, MutationOutcome } from "../run/mutate/mutationOutcome.js";
import { capitalized } from "./capitalized.js";
import { compactJson } from "./compactJson.js";
import { describeMutant } from "./describeMutant.js";
import { describeScore } from "./describeScore.js";
import { describeRequest } from "./describeWitness.js";
import { escapeAll } from "./escapeAll.js";
import { countOf } from "./pageAnswer.js";
import { articleCounts, pageArticles, withUniqueIds } from "./pageArticles.js";
import { comparedLines, elided } from "./quoteStatement.js";
import { longTables, type TableSection, tableSections } from "./tableSections.js";

/** What the page of a mutation run shows beyond the mutants. */
export interface MutationPage {
  readonly source: string;
  /** the least score that passes, in per cent; absent where none is asked for */
  readonly threshold?: number;
}

/** A mutation run as one HTML file: the score, and each mistake that no test noticed with the request that would have. */
export function mutationHtml(mutation: Mutation, { source, threshold }: MutationPage): string {
  const survivors = mutation.mutants.filter(({ status }) => status === "survived");
  const findings = withUniqueIds(escapeAll(survivors.map(survivorFinding)));
  const title = titleOf(mutation);
  const tables = [
    ...undecidedTables(escapeAll(mutation.mutants.filter(({ status }) => status === "undecided"))),
    ...statementTables(escapeAll(mutation.mutants)),
  ];
  return printHtmlPage({
    title: `${title.replace(/\.$/, "")} — planproof`,
    about: escapeAll([source, "mutants"]),
    answer: [
      ...gateOf(mutation, threshold),
      h("h1", { id: "h-answer" }, title),
      h("p", { class: "lede" }, `${capitalized(describeScore(mutation))}.`),
      h("ul", { class: "counts", "aria-label": "Mutants by what became of them" }, ...countItems(mutation)),
    ],
    sections: [
      ...survivorSection(findings),
      ...tables.map(({ section }) => section),
      {
        id: "kinds",
        title: "By kind of mistake",
        lead: "A mutant is a policy with one mistake in it. Those that no request distinguishes are not counted in the score.",
        body: [kindTable(mutation.mutants)],
      },
    ],
    footer: ["Each survivor's request has been decided by the evaluator, with the mistake and without it."],
    data: { findings: articleCounts(findings), tables: longTables(tables) },
    findings,
  });
}

/** Whether the score is what `--threshold` asks for. */
function gateOf({ score }: Mutation, threshold: number | undefined): readonly Markup[] {
  if (threshold === undefined) return [];
  const passes = (score ?? 1) * 100 >= threshold;
  const [tone, word] = passes ? ["holds", "Passes"] : ["high", "Fails"];
  const why = `the score is ${passes ? "at least" : "below"} the threshold of ${threshold} %`;
  return [
    h(
      "p",
      { class: "gate" },
      h("span", { class: `sev ${tone}` }, word),
      " ",
      h("span", { class: "muted" }, why),
    ),
  ];
}

function titleOf({ counts, score }: Mutation): string {
  if (score === null) return "These policies have nothing that a test could notice.";
  const noticeable = counts.killed + counts.survived;
  const all = noticeable === 1 ? "the one mistake" : `all ${noticeable} mistakes`;
  if (counts.survived === 0) return `The tests notice ${all}.`;
  return `The tests miss ${counts.killed === 0 ? all : `${counts.survived} of ${noticeable} mistakes`}.`;
}

const statuses = {
  survived: { tone: "high", note: "not noticed", href: "#survivors" },
  killed: { tone: "holds", note: "noticed", href: "#kinds" },
  equivalent: { tone: "accepted", note: "proved to allow the same", href: "#kinds" },
  untyped: { tone: "accepted", note: "AWS never sends what differs", href: "#kinds" },
  undecided: { tone: "undecided", note: "not in the score", href: "#undecided" },
} as const;

type Status = keyof typeof statuses;
const statusNames = Object.keys(statuses) as readonly Status[];

const countItems = ({ counts }: Mutation): readonly Markup[] =>
  statusNames.map((status) => {
    const { tone, ...more } = statuses[status];
    return countOf(counts[status], tone, { word: status, ...more });
  });

function survivorSection(findings: readonly PageFinding[]): readonly Section[] {
  if (findings.length === 0) return [];
  return [
    {
      id: "survivors",
      title: "Mistakes that no test notices",
      count: findings.length,
      lead: "Each with a request that would have caught it; --add FILE writes all of them as cases of a corpus.",
      body: pageArticles(findings, "mistakes"),
    },
  ];
}

function survivorFinding(mutant: MutationOutcome): PageFinding {
  const { operator, witness, before, after } = mutant;
  return {
    id: `f-${shortHash(operator, placeOf(mutant), describeMutant(mutant))}`,
    tone: "high",
    word: "survived",
    property: operator,
    target: placeOf(mutant),
    how: "",
    title: `No test notices this mistake: \`${describeMutant(mutant)}\`.`,
    shows: "The request that would have caught it",
    lines:
      witness === undefined
        ? []
        : [
            { label: "target", value: witness.target },
            ...describeRequest(witness.request).map(([label, value]) => ({ label, value })),
            {
              label: "decision",
              value: `\`${witness.expected}\`; with the mistake \`${witness.mutated}\``,
              prose: true,
            },
          ],
    steps: [],
    quotes: before === undefined ? [] : [quoteOf(mutant, { before, after })],
    commands: [],
  };
}

const placeOf = ({ pointer, source }: MutationOutcome): string =>
  pointer === "" ? source : `${pointer} of ${source}`;

const quoteOf = (
  mutant: MutationOutcome,
  { before, after }: { before: Statement; after: Statement | undefined },
): Quote => ({
  heading: "The mistake",
  place: `\`${placeOf(mutant)}\``,
  lines: elided(comparedLines(linesOf(before), after === undefined ? [] : linesOf(after))),
});

type Statement = NonNullable<MutationOutcome["before"]>;

const linesOf = (statement: Statement): readonly string[] =>
  compactJson(
    (policyJson({ version: "2012-10-17", statements: [statement] })["Statement"] as readonly unknown[])[0],
  );

const undecidedTables = (undecided: readonly MutationOutcome[]): readonly TableSection[] =>
  tableSections({
    id: "undecided",
    title: "Undecided",
    lead: "It is not known whether these allow the same requests as the policy without the mistake.",
    heads: ["Mistake", "Where", "Why"],
    rows: undecided.map((mutant) => ({
      cells: [mutant.operator, `\`${placeOf(mutant)}\``, mutant.reason ?? ""],
    })),
  });

/** What the tests notice of each statement: first those of which they notice nothing, then those with the most that they miss. */
function statementTables(mutants: readonly MutationOutcome[]): readonly TableSection[] {
  const noticeable = mutants.filter(({ status }) => status === "killed" || status === "survived");
  const rows = [...groupBy(noticeable, placeOf)]
    .map(([place, own]) => ({
      place,
      all: own.length,
      missed: own.filter(({ status }) => status === "survived").length,
    }))
    .toSorted((one, other) => missedAll(other) - missedAll(one) || other.missed - one.missed)
    .map(
      ({ place, all, missed }): PageRow => ({
        mark:
          missed === 0
            ? { tone: "holds", word: "all" }
            : { tone: missed === all ? "high" : "medium", word: missed === all ? "none" : "in part" },
        cells: [`\`${place}\``, `${all - missed} of ${all}`],
      }),
    );
  return tableSections({
    id: "statements",
    title: "Coverage by statement",
    lead: "A statement of which no mistake is noticed could be anything: no test asks about what it says.",
    markHead: "Noticed",
    heads: ["Statement", "Mistakes noticed"],
    rows,
  });
}

const missedAll = ({ all, missed }: { readonly all: number; readonly missed: number }): number =>
  missed === all ? 1 : 0;

/** The kinds with the most survivors first. */
function kindTable(mutants: readonly MutationOutcome[]): Markup {
  const kinds = [...new Set(mutants.map(({ operator }) => operator))].map((operator) => {
    const own = mutants.filter((one) => one.operator === operator);
    return { operator, of: (wanted: Status) => own.filter(({ status }) => status === wanted).length };
  });
  const row = ({ operator, of }: (typeof kinds)[number]) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, operator),
      ...statusNames.map((status) => h("td", { class: "num" }, of(status) === 0 ? "·" : String(of(status)))),
    );
  const heads = ["Mistake", ...statusNames].map((head) => h("th", { scope: "col" }, head));
  const sorted = kinds.toSorted((one, other) => other.of("survived") - one.of("survived"));
  const scroll = { class: "scroll", tabindex: 0, role: "region", "aria-label": "Mutants by kind of mistake" };
  return h(
    "div",
    scroll,
    h("table", { class: "kinds" }, h("thead", {}, h("tr", {}, ...heads)), h("tbody", {}, ...sorted.map(row))),
  );
}
