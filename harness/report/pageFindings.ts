import type { Refuted, Witness } from "../../properties/property.js";
import { isAtLeast, severities } from "../../properties/severity.js";
import { printAddress } from "../../properties/targetAddress.js";
import type { FindingLine, PageCommand, PageFinding, Quote } from "../page/pageFinding.js";
import { groupBy } from "../plan/resources/groupBy.js";
import type { Evidence } from "../run/access/evidence.js";
import type { AccessChange } from "../run/diff/accessChange.js";
import { excuseOf, type FailOn } from "../run/failOn.js";
import type { Report, Verdict } from "../run/report.js";
import { capitalized } from "./capitalized.js";
import { excuseWords } from "./describeExcused.js";
import { many } from "./describeTargets.js";
import { describeUnless } from "./describeUnless.js";
import { describeDecision, describeRequest } from "./describeWitness.js";
import { escapeControls } from "./escapeControls.js";
import { pageChain } from "./pageChain.js";
import { PageNames } from "./pageNames.js";
import { type QuoteStatement, statementQuoter } from "./quoteStatement.js";
import { reasonOf } from "./reasonOf.js";
import { replayCommand } from "./replayCommand.js";
import { simulateCommand } from "./simulateCommand.js";

/** What the findings of a report are made of. */
interface FindingContext {
  readonly report: Report;
  readonly names: PageNames;
  /** by what the targets are read from */
  readonly quoters: ReadonlyMap<string, QuoteStatement>;
  readonly evidence: Evidence;
  /** the targets of the report, and changes, by their address */
  readonly targets: ReadonlyMap<string, Report["targets"][number]>;
  readonly changes: ReadonlyMap<string, readonly AccessChange[]>;
  readonly policies: ReadonlyMap<string, Evidence["targets"][number]>;
}

const noEvidence: Evidence = { documents: [], targets: [] };

/** The refuted verdicts of a report, in the order of {@link refutedIn}. */
export function pageFindings(report: Report, evidence: Evidence = noEvidence): readonly PageFinding[] {
  const context: FindingContext = {
    report,
    evidence,
    names: new PageNames(report.sources, report.targets),
    quoters: quotersByInput(evidence),
    targets: new Map(report.targets.map((target) => [target.address, target])),
    policies: new Map(evidence.targets.map((one) => [escapeControls(printAddress(one.address)), one])),
    changes: changesByTarget(evidence.diff?.changes ?? []),
  };
  return refutedIn(report).map((verdict) => findingOf(verdict, context));
}

/** What is not accepted: what is new before what was so before the change, then the most serious first. */
export const refutedIn = ({ verdicts }: Report): readonly Verdict[] =>
  verdicts
    .filter((one) => one.outcome.verdict === "refuted" && !isAccepted(one))
    .toSorted((one, other) => ageOf(one) - ageOf(other) || rankOf(other) - rankOf(one));

const ageOf = ({ since }: Verdict): number => (since === "before" ? 1 : 0);
const rankOf = ({ severity }: Verdict): number => severities.indexOf(severity);

/** Whether an exception or the baseline has all of it. */
export const isAccepted = ({ exception, baseline }: Pick<Verdict, "exception" | "baseline">): boolean =>
  exception !== undefined || baseline === true;

function findingOf(verdict: Verdict, context: FindingContext): PageFinding {
  const { id, property, sentence, severity, target, location } = verdict;
  const outcome = verdict.outcome as Refuted;
  const { witness } = outcome;
  const isHigh = isAtLeast(severity, "medium");
  return {
    id: `f-${id}`,
    tone: severity,
    word: wordOf(verdict, context.report.failOn),
    property,
    sentence,
    target: context.names.short(target),
    how: [
      howFound(outcome),
      ...(verdict.expired === undefined
        ? []
        : [`accepted by ${verdict.expired.owner} until ${verdict.expired.until}`]),
      ...(location && location.line > 1 ? [`${location.file} line ${location.line}`] : []),
    ].join(", "),
    title: titleOf(verdict),
    lines: witness === undefined ? [] : linesOf(verdict, witness, context),
    steps: [],
    ...(outcome.chain !== undefined &&
      outcome.chain.hops.length > 0 &&
      pageChain(outcome.chain, context.names)),
    quotes: isHigh && witness !== undefined ? quotesOf(target, witness, context) : [],
    commands: witness === undefined ? [] : commandsOf(target, witness, context),
    ...(verdict.remedy !== undefined && { remedy: verdict.remedy }),
    ...(excuseOf(verdict, context.report.failOn) !== undefined && { folded: true as const }),
  };
}

/** `high, new`, or why it fails nothing. */
function wordOf(verdict: Verdict, failOn: FailOn): string {
  const excuse = excuseOf(verdict, failOn);
  const more = excuse === undefined ? [] : [excuseWords[excuse]];
  return [verdict.severity, ...(verdict.since === "change" ? ["new"] : []), ...more].join(", ");
}

const howFound = ({ by, runs }: Refuted): string => {
  if (by === "count") return "counted in what is written";
  return by === "search"
    ? `found by search in ${many(runs, "request")}`
    : by === "replay"
      ? "found by replay"
      : "refuted by proof";
};

/** The reason as a sentence. */
export function titleOf({ outcome, sentence }: Pick<Verdict, "outcome" | "sentence">): string {
  const reasons = outcome.verdict === "refuted" ? outcome.reasons : undefined;
  const [first = reasonOf(outcome) ?? sentence, ...others] = reasons ?? [];
  const more = others.length === 0 ? "" : `, and ${others.length} more like this`;
  return `${capitalized(first)}${more}.`;
}

function linesOf(verdict: Verdict, witness: Witness, context: FindingContext): readonly FindingLine[] {
  const { request, decision, statements } = witness;
  const { unless = [] } = verdict.outcome as Refuted;
  const before = (context.changes.get(verdict.target) ?? []).find(
    ({ actions, change }) =>
      actions.includes(request.action) && change !== "narrowed" && change !== "removed",
  );
  return [
    ...describeRequest(request).map(([label, value]) => ({ label, value })),
    ...(before === undefined
      ? []
      : [
          {
            label: "before",
            value: before.why === "" ? "not allowed" : `not allowed: ${before.why}`,
            prose: true as const,
          },
        ]),
    {
      label: before === undefined ? "decision" : "after",
      value: describeDecision(decision, statements),
      prose: true,
    },
    ...(unless.length === 0
      ? []
      : [
          {
            label: "unless",
            value: `only ${describeUnless(unless)}, could change that`,
            prose: true as const,
          },
        ]),
  ];
}

function quotesOf(
  target: string,
  { statements, request }: Witness,
  { policies, quoters }: FindingContext,
): readonly Quote[] {
  const quote = quoters.get(escapeControls(policies.get(target)?.address.source ?? ""));
  return statements.slice(0, 4).flatMap((statement) => quote?.(statement, request.action) ?? []);
}

/** Policies of several inputs may have the same name. */
function quotersByInput({ documents, targets }: Evidence): ReadonlyMap<string, QuoteStatement> {
  const byInput = groupBy(documents, ({ input }) => input);
  return new Map(
    [...groupBy(targets, ({ address }) => escapeControls(address.source))].map(([input, own]) => [
      input,
      statementQuoter({ documents: byInput.get(input) ?? [], targets: own }),
    ]),
  );
}

/** The last of a list of two sources is asked by its own name. */
function commandsOf(
  address: string,
  { request, decision }: Witness,
  { targets, policies }: FindingContext,
): readonly PageCommand[] {
  const target = targets.get(address);
  const replay = replayCommand(target ?? { address }, request, target?.principal).replace(
    /(^|\| )planproof /,
    "$1npx planproof ",
  );
  const held = policies.get(address);
  const isKnown = held !== undefined && held.holes.length === 0 && held.bounds === undefined;
  const simulate = isKnown ? simulateCommand(held.policies, request) : undefined;
  return [
    { text: replay },
    ...(simulate === undefined
      ? []
      : [{ label: `The same, asked of AWS (it takes credentials); expect ${decision}.`, text: simulate }]),
  ];
}

function changesByTarget(changes: readonly AccessChange[]): ReadonlyMap<string, readonly AccessChange[]> {
  const found = new Map<string, AccessChange[]>();
  for (const change of changes) found.set(change.target, [...(found.get(change.target) ?? []), change]);
  return found;
}
