import { type Excuse, excuseOf } from "../run/failOn.js";
import type { Report, Verdict } from "../run/report.js";
import { escapeControls } from "./escapeControls.js";
import type { Paint } from "./paint.js";
import { reasonOf } from "./reasonOf.js";

const titles: readonly (readonly [Excuse, string])[] = [
  ["excepted", "EXCEPTED"],
  ["baseline", "IN THE BASELINE"],
  ["before", "SO BEFORE THE CHANGE"],
];

/** Violations that fail nothing, by the reason, a line each. */
export const describeExcused = ({ verdicts, failOn }: Report, paint: Paint): readonly string[] =>
  titles.flatMap(([excuse, title]) => {
    const own = verdicts.filter((one) => one.outcome.verdict !== "holds" && excuseOf(one, failOn) === excuse);
    const lines = own.map((one) => escapeControls(`  ${lineOf(one)}`));
    return own.length === 0 ? [] : [[paint("yellow", title), ...lines].join("\n")];
  });

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
