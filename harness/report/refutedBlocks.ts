import { severities } from "../../properties/severity.js";
import { groupBy } from "../plan/resources/groupBy.js";
import type { Report, Verdict } from "../run/report.js";
import { alignColumns } from "./alignColumns.js";
import { chainGroups } from "./chainGroups.js";
import { describeChain } from "./describeChain.js";
import { describeGrounds } from "./describeExcused.js";
import { many } from "./describeTargets.js";
import { describeUnless } from "./describeUnless.js";
import { describeVerdict } from "./describeVerdict.js";
import { describeStatement } from "./describeWitness.js";
import { escapeControls } from "./escapeControls.js";
import { joinWithLimit } from "./joinWithLimit.js";
import { reasonOf } from "./reasonOf.js";
import { replayCommand } from "./replayCommand.js";
import { shortAddress } from "./shortAddress.js";

/** At most so many sentences of a property, and targets of a sentence, are printed; `--format json` has all. */
const most = { sentences: 10, chains: 3, targets: 8 };

/**
 * What is refuted, a block for each property and severity, the most serious first: the same sentence once, with its
 * targets below it. One that is refuted once is described in full.
 *
 * @param word `REFUTED`, perhaps in colour
 */
export function refutedBlocks(report: Report, word: string): readonly string[] {
  const refuted = report.verdicts.filter(({ outcome }) => outcome.verdict === "refuted");
  const groups = groupBy(refuted, ({ severity, property }) => `${severity} ${property}`);
  return [...groups.values()]
    .toSorted(([one], [other]) => rankOf(other!) - rankOf(one!))
    .map((group) => describeGroup(group, report, word).join("\n"));
}

/** The most serious first. */
const rankOf = ({ severity }: Verdict): number => severities.indexOf(severity);

function describeGroup(group: readonly Verdict[], report: Report, word: string): readonly string[] {
  const [first] = group as readonly [Verdict];
  const { property, severity, sentence, remedy } = first;
  const heading = (what: string) => escapeControls(`  ${property}  ${severity}  ${what}`);
  if (group.length === 1 && reasonsOf(first).length <= most.sentences)
    return [
      `${word}${heading(`${first.target}  ${first.id}`)}`,
      ...(first.expired === undefined
        ? []
        : [escapeControls(`  its exception expired: ${describeGrounds(first.expired)}`)]),
      ...describeVerdict(first, report.targets),
    ];
  const chained = group.filter((one) => chainOf(one) !== undefined);
  const others = group.filter((one) => chainOf(one) === undefined);
  const noun = chained.length === group.length ? "principal" : "target";
  return [
    `${word}${heading(many(new Set(group.map(({ target }) => target)).size, noun))}`,
    `  ${escapeControls(sentence)}`,
    ...describeChains(chained, report),
    ...describeSentences(others, report),
    ...(remedy === undefined ? [] : [`  to mend it: ${escapeControls(remedy)}`]),
  ];
}

const chainOf = ({ outcome }: Verdict) => (outcome.verdict === "refuted" ? outcome.chain : undefined);

/** What a verdict says, a sentence for each place that a law about what is written is broken in. */
function reasonsOf({ outcome }: Verdict): readonly string[] {
  const reasons = outcome.verdict === "refuted" ? outcome.reasons : undefined;
  return reasons ?? [reasonOf(outcome)!];
}

/** The shortest chain by each last step, and the other principals whose chains end with it. */
function describeChains(verdicts: readonly Verdict[], report: Report): readonly string[] {
  const groups = chainGroups(verdicts).toSorted((one, other) => other.others.length - one.others.length);
  const lines = groups.slice(0, most.chains).flatMap(({ first, others }) => {
    const same = others.map((one) => nameOf(one, report));
    return [
      `  ${shortAddress(first.target, report)}  ${first.id}: ${reasonOf(first.outcome)}`,
      ...doubtOf(first).map((doubt) => `  ${doubt}`),
      ...describeChain(chainOf(first)!),
      ...(same.length === 0
        ? []
        : [`  the last step is the same for ${same.length} more: ${joinWithLimit(same, most.targets)}`]),
    ];
  });
  const rest = groups
    .slice(most.chains)
    .flatMap(({ first, others }) => [first, ...others])
    .map((one) => nameOf(one, report));
  return [
    ...lines,
    ...(rest.length === 0
      ? []
      : [`  by other steps ${many(rest.length, "more principal")}: ${joinWithLimit(rest, most.targets)}`]),
  ].map(escapeControls);
}

/** With the id of which an exception is made. */
const nameOf = ({ target, id }: Verdict, report: Report): string => `${shortAddress(target, report)} (${id})`;

function describeSentences(verdicts: readonly Verdict[], report: Report): readonly string[] {
  const said = verdicts.flatMap((verdict) => reasonsOf(verdict).map((reason) => ({ reason, verdict })));
  const sorted = [...groupBy(said, ({ reason }) => reason)]
    .map(([reason, some]) => [reason, some.map(({ verdict }) => verdict)] as const)
    .toSorted(([, one], [, other]) => other.length - one.length);
  const rest = sorted.slice(most.sentences);
  const left = new Set(rest.flatMap(([, some]) => some.map(({ target }) => target)));
  return [
    ...sorted
      .slice(0, most.sentences)
      .flatMap(([reason, some]) => [`  ${escapeControls(reason)}`, ...describePlaces(some, report)]),
    ...(rest.length === 0
      ? []
      : [
          `  ... and ${rest.length} more about ${many(left.size, "target")}; \`--format json\` lists all of them`,
        ]),
  ];
}

/** The targets of a sentence, with the statements that decide, and the command that asks again about the first. */
function describePlaces(verdicts: readonly Verdict[], report: Report): readonly string[] {
  const shown = verdicts.slice(0, most.targets);
  const rows = shown.map((one) => [shortAddress(one.target, report), `${one.id}  ${placeOf(one)}`] as const);
  const more = verdicts.length - shown.length;
  return [
    ...alignColumns(rows.map(([target, place]) => [escapeControls(target), place])).map((line) =>
      line.trimEnd(),
    ),
    ...(more === 0 ? [] : [`    ... and ${many(more, "more target")}`]),
    ...replayOf(verdicts[0]!, report),
  ];
}

/** `by /Statement/0 of aws_iam_policy.p and 2 more statements, unless an explicit deny in …`. */
function placeOf(verdict: Verdict): string {
  if (verdict.outcome.verdict !== "refuted") return "";
  const { witness, witnesses = [] } = verdict.outcome;
  if (witness === undefined) return "";
  const by = witness.statements.map(describeStatement).join(" and ");
  const more = witnesses.length > 1 ? ` and ${many(witnesses.length - 1, "more statement")}` : "";
  return `${by === "" ? witness.decision : `by ${by}`}${more}${doubtOf(verdict)
    .map((doubt) => `; ${doubt}`)
    .join("")}`;
}

function doubtOf({ outcome }: Verdict): readonly string[] {
  const { unless = [] } = outcome.verdict === "refuted" ? outcome : {};
  return unless.length === 0 ? [] : [`only ${describeUnless(unless)}, could change that`];
}

function replayOf({ target, outcome }: Verdict, { targets }: Report): readonly string[] {
  const witness = outcome.verdict === "refuted" ? outcome.witness : undefined;
  if (witness === undefined) return [];
  const asked = targets.find(({ address }) => address === target);
  const command = replayCommand(asked ?? { address: target }, witness.request, asked?.principal);
  return alignColumns([["replay", command]]);
}
