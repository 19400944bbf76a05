import { shortHash } from "../gate/shortHash.js";
import { printHtmlPage, type Section } from "../page/htmlPage.js";
import { h, type Markup, withCode } from "../page/markup.js";
import type { PageFinding } from "../page/pageFinding.js";
import type { Evidence } from "../run/access/evidence.js";
import type { AccessChange, ChangeKind } from "../run/diff/accessChange.js";
import type { Diff } from "../run/diff/diff.js";
import type { SourceOptions } from "../run/sourceOptions.js";
import { capitalized } from "./capitalized.js";
import { changeGroups } from "./changeGroups.js";
import { type ChangeCounts, changeKinds, diffInShort } from "./describeDiff.js";
import { describeUndecided } from "./describeUndecided.js";
import { describeDecision, describeRequest } from "./describeWitness.js";
import { escapeAll } from "./escapeAll.js";
import { joinWithLimit } from "./joinWithLimit.js";
import { pageAccess, pageAccessTable } from "./pageAccess.js";
import { countOf } from "./pageAnswer.js";
import { articleCounts, pageArticles, withUniqueIds } from "./pageArticles.js";
import { pageBecoming } from "./pageBecoming.js";
import { chainFindings, chainHeadline } from "./pageChain.js";
import { changeSentence, countChanges, hasUndecided, isGain, pageChanges } from "./pageChanges.js";
import { type Headline, pageHeadline } from "./pageHeadline.js";
import { PageNames } from "./pageNames.js";
import { pageOutside } from "./pageOutside.js";
import { type QuoteStatement, statementQuoter } from "./quoteStatement.js";
import { replayCommand } from "./replayCommand.js";
import { longTables, type TableSection, tableSections } from "./tableSections.js";

/** What the page of a diff shows beyond the changes. */
export interface DiffPage {
  readonly sources: readonly string[];
  readonly counts: ChangeCounts;
  readonly evidence: Evidence;
  /** what the sources were read with */
  readonly given: SourceOptions;
}

/** A diff as one HTML file: what is new, each with a request that shows it, and who can do what now. */
export function diffHtml(found: Diff, { sources, counts, evidence, given }: DiffPage): string {
  const diff = escapeAll(found);
  const shown = escapeAll({ ...evidence, targets: [], documents: [] });
  const access = shown.access ?? [];
  const names = new PageNames(sources.slice(-1), access);
  const headline = headlineOf(diff, names, counts);
  const context = { names, quote: statementQuoter(evidence), given };
  const chains = diff.chains === undefined ? [] : chainFindings(diff.chains, context);
  const articles = withUniqueIds(escapeAll([...chains, ...detailsOf(diff, context)]));
  const tables = [
    ...pageBecoming(shown, names),
    ...pageOutside(shown, names),
    ...undecidedTables(diff, names),
  ];
  return printHtmlPage({
    title: `${headline.title.replaceAll("`", "").replace(/\.$/, "")} — planproof`,
    about: [sources.join(", ")],
    answer: [
      h("h1", { id: "h-answer" }, ...withCode(headline.title)),
      h("p", { class: "lede" }, ...withCode(headline.lede.join(" "))),
      h("ul", { class: "counts", "aria-label": "Actions by kind of change" }, ...countItems(counts, diff)),
    ],
    sections: [
      ...changeSections(diff, names, articles),
      ...(access.length === 0
        ? []
        : [{ id: "access", title: "Access", count: access.length, lead: accessLead, body: pageAccess() }]),
      ...tables.map(({ section }) => section),
    ],
    footer: ["Asked over all requests, offline: no request was sent to AWS, and this page sends none."],
    data: {
      ...(access.length > 0 && { access: pageAccessTable(access, names) }),
      findings: articleCounts(articles),
      tables: longTables(tables),
    },
    findings: articles,
  });
}

const headlineOf = (diff: Diff, names: PageNames, counts: ChangeCounts): Headline =>
  chainHeadline(diff.chains, names) ??
  pageHeadline({ changes: diff.changes, names, weight: publicFirst }) ?? {
    title: hasUndecided(diff) ? "It is unknown whether anything gains access." : "Nothing gains access.",
    lede: [`${capitalized(diffInShort(diff, counts))}.`],
  };

const accessLead =
  "After the change. Boundaries and denials are counted: a letter means that some request at this level is allowed. Choose a cell to see its actions.";

/** What lets everyone in comes first, then what any account gains. */
const publicFirst = ({ caller }: AccessChange): number =>
  ({ everyone: 3, anyAccount: 2 })[caller?.kind as string] ?? 0;

const words: Readonly<Record<ChangeKind, string>> = {
  added: "new",
  widened: "widened",
  shifted: "shifted",
  narrowed: "narrowed",
  removed: "gone",
};

function countItems(counts: ChangeCounts, { undecided, chains }: Diff): readonly Markup[] {
  const unknown = undecided.length + (chains?.undecided.length ?? 0);
  return [
    ...changeKinds.map((kind) =>
      countOf(counts[kind], isGain({ change: kind }) ? "new" : "gone", {
        word: words[kind],
        href: "#changes",
      }),
    ),
    countOf(unknown, "undecided", { href: undecided.length > 0 ? "#undecided" : "#details" }),
  ];
}

function changeSections(diff: Diff, names: PageNames, articles: readonly PageFinding[]): readonly Section[] {
  const list = pageChanges(diff, names);
  const changes = { id: "changes", title: "What changed", count: countChanges(diff), body: list };
  // an undecided chain is in no list, as it is unknown whether it changed
  const title = list.length === 0 ? "Undecided chains" : "One request for each";
  const body = pageArticles(articles, "changes");
  return [
    ...(list.length === 0 ? [] : [changes]),
    ...(articles.length === 0 ? [] : [{ id: "details", title, count: articles.length, body }]),
  ];
}

const undecidedTables = ({ undecided }: Diff, names: PageNames): readonly TableSection[] =>
  tableSections({
    id: "undecided",
    title: "Undecided",
    lead: "It depends on what is unknown whether these gain or lose access.",
    heads: ["On", "Who", "Actions", "Why"],
    rows: undecided.map((one) => ({
      cells: [
        `\`${names.short(one.target)}\``,
        one.caller?.name ?? "",
        joinWithLimit(one.actions ?? [], 6),
        describeUndecided(one),
      ],
    })),
  });

interface DetailContext {
  readonly names: PageNames;
  readonly quote: QuoteStatement;
  readonly given: SourceOptions;
}

const detailsOf = ({ changes }: Diff, context: DetailContext): readonly PageFinding[] =>
  changeGroups(changes)
    .toSorted(([one], [other]) => changeKinds.indexOf(one!.change) - changeKinds.indexOf(other!.change))
    .map((group) => detailOf(group, context));

const keyOf = ({ target, caller, actions, change }: AccessChange): string =>
  [target, caller?.name ?? "", change, ...actions].join("\n");

function detailOf(group: readonly AccessChange[], { names, quote, given }: DetailContext): PageFinding {
  const [change] = group as readonly [AccessChange];
  const { witness, statements, why, replay, actions } = change;
  const [here, there] = isGain(change) ? ["after", "before"] : ["before", "after"];
  const sentence = changeSentence(group, names);
  return {
    id: `f-${shortHash(...group.map(keyOf))}`,
    tone: isGain(change) ? "new" : "gone",
    word: words[change.change],
    property: joinWithLimit(actions, 4),
    target: names.short(change.target),
    how: "",
    title: `${capitalized(sentence)}.`,
    lines: [
      ...describeRequest(witness).map(([label, value]) => ({ label, value })),
      { label: there, value: why === "" ? "not allowed" : `not allowed: ${why}`, prose: true },
      { label: here, value: describeDecision("allowed", statements), prose: true },
    ],
    steps: [],
    quotes: statements.slice(0, 4).flatMap((one) => quote(one, witness.action) ?? []),
    commands:
      replay === undefined
        ? []
        : [
            {
              text: replayCommand(
                { address: replay, given },
                witness,
                change.caller === undefined ? witness.principal : "",
              ).replace(/(^|\| )planproof /, "$1npx planproof "),
            },
          ],
  };
}
