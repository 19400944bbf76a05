import { groupBy } from "../plan/resources/groupBy.js";
import { type Excuse, excuseOf } from "../run/failOn.js";
import type { Report, Verdict } from "../run/report.js";
import { many } from "./describeTargets.js";
import { escapeControls } from "./escapeControls.js";
import { joinWithLimit } from "./joinWithLimit.js";
import type { Paint } from "./paint.js";
import { reasonOf } from "./reasonOf.js";
import { shortAddress } from "./shortAddress.js";

const titles: readonly (readonly [Excuse, string])[] = [
  ["excepted", "EXCEPTED"],
  ["baseline", "IN THE BASELINE"],
  ["before", "SO BEFORE THE CHANGE"],
];

/** Above so many lines those of a property are one; `--format json` has all. */
const mostLines = 10;

/** Violations that fail nothing, by the reason: a line each, or of many one for each property. */
export const describeExcused = (report: Report, paint: Paint): readonly string[] =>
  titles.flatMap(([excuse, title]) => {
    const { verdicts, failOn } = report;
    const own = verdicts.filter((one) => one.outcome.verdict !== "holds" && excuseOf(one, failOn) === excuse);
    const lines = own.length > mostLines ? groupLines(own, report) : own.map(lineOf);
    const block = [paint("yellow", title), ...lines.map((line) => escapeControls(`  ${line}`))].join("\n");
    return own.length === 0 ? [] : [block];
  });

/** `confused-deputy  medium  19 targets: aws_iam_role.a (0a1b2c3d4e5f), …`. */
const groupLines = (verdicts: readonly Verdict[], report: Report): readonly string[] =>
  [
    ...groupBy(verdicts, ({ property, severity, outcome }) =>
      JSON.stringify([property, severity, outcome.verdict]),
    ).values(),
  ].map((some) => {
    const [first] = some as readonly [Verdict];
    if (some.length === 1) return lineOf(first);
    const { property, severity, outcome } = first;
    const undecided = outcome.verdict === "undecided" ? "undecided, " : "";
    const names = some.map((one) => `${shortAddress(one.target, report)} (${one.id})`);
    return `${property}  ${severity}  ${undecided}${many(some.length, "target")}: ${joinWithLimit(names, mostNames)}`;
  });

const mostNames = 3;

function lineOf(verdict: Verdict): string {
  const { property, severity, target, exception, outcome } = verdict;
  const name = `${property}  ${severity}  ${target}`;
  if (exception !== undefined) return `${name}: ${describeGrounds(exception)}`;
  return `${name}${outcome.verdict === "refuted" ? `  ${verdict.id}` : ""}: ${reasonOf(outcome)}`;
}

/** Why something is intended, for how long and by whose word. */
export const describeGrounds = ({ reason, owner, until }: NonNullable<Verdict["exception"]>): string =>
  `${reason} (${owner}${until === undefined ? "" : `, until ${until}`})`;

/** How a report says why a violation fails nothing. */
export const excuseWords: Readonly<Record<Excuse, string>> = {
  excepted: "excepted",
  baseline: "in the baseline",
  before: "so before the change",
  below: "below the gate",
};

/** `" (1 excepted, 2 below the gate)"`: how many verdicts of one kind fail nothing, and why. */
export function excusedInShort(
  { verdicts, failOn }: Pick<Report, "verdicts" | "failOn">,
  verdict: Verdict["outcome"]["verdict"],
): string {
  const parts = (["excepted", "baseline", "before", "below"] as const).flatMap((excuse) => {
    const count = verdicts.filter(
      (one) => one.outcome.verdict === verdict && excuseOf(one, failOn) === excuse,
    ).length;
    return count === 0 ? [] : [`${count} ${excuseWords[excuse]}`];
  });
  return parts.length === 0 ? "" : ` (${parts.join(", ")})`;
}
