import type { Hole } from "../../properties/target.js";
import type { ReportedTarget, Verdict } from "../run/report.js";
import { alignColumns, type Line } from "./alignColumns.js";
import { describeUnless } from "./describeUnless.js";
import { describeWitness } from "./describeWitness.js";
import { escapeControls } from "./escapeControls.js";
import { replayCommand } from "./replayCommand.js";

/**
 * What a person needs to act on a verdict, as indented lines: the law, why it fails or stays open, and then
 * either the request that breaks it with the command that replays it, or what is open with what would settle it.
 * @example
 * ```ts
 * import { check, describeVerdict, loadSource } from "planproof";
 *
 * const report = await check(await loadSource("managed:AWSBatchFullAccess"));
 * if (report.ok) {
 *   const { verdicts, targets } = report.value;
 *   for (const verdict of verdicts) console.log(describeVerdict(verdict, targets).join("\n"));
 * }
 * ```
 */
export function describeVerdict(verdict: Verdict, targets: readonly ReportedTarget[]): readonly string[] {
  const { outcome } = verdict;
  const sentence = `  ${escapeControls(verdict.sentence)}`;
  if (outcome.verdict === "holds") return [sentence];
  if (outcome.verdict === "undecided") return [sentence, ...whyUndecided(verdict, targets)];
  const { witness, reason, unless = [] } = outcome;
  if (witness === undefined) return [sentence, `  ${escapeControls(reason)}`];
  const { witnesses = [witness] } = outcome;
  const target = targetOf(verdict, targets);
  const asked = target ?? { address: verdict.target };
  const described = witnesses.map((one) =>
    alignColumns([...describeWitness(one), ["replay", replayCommand(asked, one.request, target?.principal)]]),
  );
  const doubt =
    unless.length === 0
      ? []
      : [`  violated by what is known; only ${describeUnless(unless)}, could change that`];
  return [
    sentence,
    `  ${escapeControls(reason)}`,
    ...doubt.map(escapeControls),
    ...described.flatMap((lines, index) => [...(index === 0 ? [] : [another]), ...lines]),
  ];
}

const another = "  another statement breaks it too:";

/** Why a verdict stays open, and what else about its target is, as indented lines. */
export function whyUndecided(verdict: Verdict, targets: readonly ReportedTarget[]): readonly string[] {
  if (verdict.outcome.verdict !== "undecided") return [];
  const { reason } = verdict.outcome;
  const holes = holesBehind(reason, targetOf(verdict, targets));
  return [
    `  ${escapeControls(reason)}`,
    ...alignColumns(holes.flatMap((hole) => describeHole(hole, reason))),
  ];
}

const targetOf = (verdict: Verdict, targets: readonly ReportedTarget[]): ReportedTarget | undefined =>
  targets.find(({ address }) => address === verdict.target);

/** A reason tells of one hole as a rule, with its remedy; the others are told below it. */
const holesBehind = (reason: string, target: ReportedTarget | undefined) =>
  (target?.holes ?? []).filter(
    ({ address, remedy }) => !reason.includes(address) || !reason.includes(remedy),
  );

const describeHole = (hole: Hole, reason: string): readonly Line[] => [
  ["open", hole.refersTo.length === 0 ? hole.address : `${hole.address} (from ${hole.refersTo.join(", ")})`],
  ...(reason.includes(hole.remedy) ? [] : [["remedy", hole.remedy] as const]),
];
