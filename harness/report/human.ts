import { greatest } from "../../policies/text/greatest.js";
import type { Outcome } from "../../properties/property.js";
import { severities } from "../../properties/severity.js";
import { excuseOf } from "../run/failOn.js";
import { notSeenCode } from "../run/notSeen.js";
import type { Report, ReportedTarget, Verdict } from "../run/report.js";
import { chainGroups } from "./chainGroups.js";
import { describeExcused, describeGrounds, excusedInShort } from "./describeExcused.js";
import { describeManagedDate } from "./describeManagedDate.js";
import { describeTargets } from "./describeTargets.js";
import { describeVerdict, whyUndecided } from "./describeVerdict.js";
import { escapeControls } from "./escapeControls.js";
import { joinWithLimit } from "./joinWithLimit.js";
import type { Paint } from "./paint.js";
import { reasonOf } from "./reasonOf.js";

export interface HumanOptions {
  readonly paint: Paint;
  /** only the first line: the answer */
  readonly quiet: boolean;
}

/** The report for users: the answer, then what needs attention, then what holds. */
export function human(report: Report, { paint, quiet }: HumanOptions): string {
  const sorted = report.verdicts.toSorted((one, other) => rankOf(other) - rankOf(one));
  const of = (wanted: Outcome["verdict"]) =>
    sorted.filter((one) => one.outcome.verdict === wanted && isListed(one, report));
  const blocks = [
    ...chainGroups(of("refuted")).map(({ first, others }) =>
      [described(first, report, paint("red", "REFUTED")), ...sharing(others)].join("\n"),
    ),
    ...undecided(of("undecided"), report, paint),
    ...describeExcused(report, paint),
    ...held(of("holds"), report, paint),
    ...unasked(report.targets, paint),
    ...notes(report, paint),
    ...describeManagedDate(report),
  ];
  return [answer(report, paint), ...(quiet ? [] : blocks)].map((block) => `${block}\n`).join("\n");
}

/** Not what is listed apart, for it fails nothing. */
function isListed(verdict: Verdict, { failOn }: Report): boolean {
  const excuse = excuseOf(verdict, failOn);
  return verdict.outcome.verdict === "holds" || excuse === undefined || excuse === "below";
}

/** The targets whose chains end with the same step. */
const sharing = (others: readonly string[]): readonly string[] =>
  others.length === 0
    ? []
    : [escapeControls(`  the last step is the same for ${others.length} more: ${joinWithLimit(others)}`)];

/** The most serious first. */
const rankOf = ({ severity }: Verdict): number => severities.indexOf(severity);

function answer(report: Report, paint: Paint): string {
  const { refuted, undecided, holds } = report.counts;
  const all = refuted + undecided === 0 && holds > 1 ? "all " : "";
  const parts = [
    ...(refuted > 0
      ? [paint(["bold", "red"], `${refuted} refuted`) + excusedInShort(report, "refuted")]
      : []),
    ...(undecided > 0
      ? [paint(["bold", "yellow"], `${undecided} undecided`) + excusedInShort(report, "undecided")]
      : []),
    ...(holds > 0 ? [paint(["bold", "green"], `${all}${holds} ${holds === 1 ? "holds" : "hold"}`)] : []),
  ];
  const answered = parts.length === 0 ? "nothing asked" : parts.join(", ");
  return `${answered} — ${escapeControls(describeTargets(report))}${inShard(report)}`;
}

/** `; shard 1 of 3, with 8 of 24 questions`, where it is not the whole run. */
const inShard = ({ shard, verdicts }: Report): string =>
  shard === undefined
    ? ""
    : `; shard ${shard.index} of ${shard.total}, with ${verdicts.length} of ${shard.questions} questions`;

/** Properties that are undecided for the same reason are one block. */
function undecided(verdicts: readonly Verdict[], report: Report, paint: Paint): readonly string[] {
  const word = paint("yellow", "UNDECIDED");
  const groups = new Map<string, Verdict[]>();
  for (const verdict of verdicts) {
    const key = JSON.stringify([verdict.target, reasonOf(verdict.outcome)]);
    groups.set(key, [...(groups.get(key) ?? []), verdict]);
  }
  return [...groups.values()].map((group) => {
    const [first, second] = group;
    if (second === undefined) return described(first!, report, word);
    const properties = group.map(({ property }) => property).join(", ");
    return [
      `${word}  ${escapeControls(first!.target)}`,
      `  ${escapeControls(properties)}`,
      ...whyUndecided(first!, report.targets),
    ].join("\n");
  });
}

function held(verdicts: readonly Verdict[], report: Report, paint: Paint): readonly string[] {
  if (verdicts.length === 0) return [];
  const width = greatest(verdicts.map(({ property }) => property.length));
  const rows = verdicts.map(
    ({ property, target, outcome }) =>
      `  ${property.padEnd(width)}  ${byWhat(outcome).padEnd(8)}  ${target}${asideOf(outcome)}`,
  );
  return [
    [`${paint("green", "HOLDS")}${withResources(report)}`, ...rows.sort().map(escapeControls)].join("\n"),
  ];
}

/** What a proof covers where plans have resources with policies. */
function withResources({ notes }: Report): string {
  const plans = notes.filter(({ diagnostic }) => diagnostic.code === notSeenCode);
  if (plans.length === 0) return "";
  return `, with the resource policies of ${plans.length === 1 ? "this plan" : "each plan"}`;
}

function asideOf(outcome: Outcome): string {
  const reason = reasonOf(outcome);
  return reason === undefined ? "" : ` (${reason})`;
}

/** For all requests, for as many as were tried, or by what is written. */
const byWhat = ({ by }: Outcome): string =>
  by === "proof" ? "proved" : by === "count" ? "counted" : "searched";

function unasked(targets: readonly ReportedTarget[], paint: Paint): readonly string[] {
  const rows = targets
    .filter(({ properties }) => properties === 0)
    .map(({ address }) => `  ${escapeControls(address)}`);
  return rows.length === 0 ? [] : [[paint("yellow", "NO PROPERTY APPLIES"), ...rows].join("\n")];
}

function notes(report: Report, paint: Paint): readonly string[] {
  const rows = report.notes.map(({ source, diagnostic: { message, hint } }) =>
    escapeControls(`  ${source}: ${message} (${hint})`),
  );
  return rows.length === 0 ? [] : [[paint("yellow", "NOTES"), ...rows].join("\n")];
}

const described = (verdict: Verdict, { targets }: Report, word: string): string =>
  [
    `${word}  ${escapeControls(verdict.property)}  ${verdict.severity}  ${escapeControls(verdict.target)}${idOf(verdict)}`,
    ...(verdict.expired === undefined
      ? []
      : [escapeControls(`  its exception expired: ${describeGrounds(verdict.expired)}`)]),
    ...describeVerdict(verdict, targets),
  ].join("\n");

/** What an exception is made of: `planproof except ID SOURCE`. */
const idOf = ({ id, outcome }: Verdict): string => (outcome.verdict === "refuted" ? `  ${id}` : "");

/** The answer in one line, without colours. */
export const answerInShort = (report: Report): string => answer(report, (_, text) => text);
