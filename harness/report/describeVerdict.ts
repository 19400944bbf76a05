import type { Hole } from "../../properties/hole.js";
import type { ReportedTarget, Verdict } from "../run/report.js";
import { alignColumns, type Line } from "./alignColumns.js";
import { describeChain } from "./describeChain.js";
import { describeUnless } from "./describeUnless.js";
import { describeWitness } from "./describeWitness.js";
import { escapeControls } from "./escapeControls.js";
import { namedHoles, reasonOf } from "./reasonOf.js";
import { replayCommand } from "./replayCommand.js";

/**
 * What a user needs to act on a verdict, as indented lines: the property, why it fails or is undecided, and then
 * either the request that violates it with the command that replays it, or the unknown values with what would
 * resolve them.
 *
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
  const { witness, unless = [], chain } = outcome;
  const { reasons = [reasonOf(outcome)!] } = outcome;
  const why = reasons.map((reason) => `  ${escapeControls(reason)}`);
  const mend = verdict.remedy === undefined ? [] : [`  to mend it: ${escapeControls(verdict.remedy)}`];
  const doubt =
    unless.length === 0
      ? []
      : [`  violated by what is known; only ${describeUnless(unless)}, could change that`];
  if (chain !== undefined)
    return [
      sentence,
      ...why,
      ...doubt.map(escapeControls),
      ...(outcome.chains ?? [chain]).flatMap(describeChain).map(escapeControls),
      ...mend,
    ];
  if (witness === undefined) return [sentence, ...why, ...mend];
  const { witnesses = [witness] } = outcome;
  const target = targetOf(verdict.target, targets);
  const asked = target ?? { address: verdict.target };
  const described = witnesses.map((one) =>
    alignColumns([...describeWitness(one), ["replay", replayCommand(asked, one.request, target?.principal)]]),
  );
  return [
    sentence,
    ...why,
    ...doubt.map(escapeControls),
    ...described.flatMap((lines, index) => [...(index === 0 ? [] : [another]), ...lines]),
    ...mend,
  ];
}

const another = "  another statement violates it, too:";

/** Why a verdict is undecided, and what else about its target is unknown, as indented lines. */
export function whyUndecided(
  { outcome, target }: Verdict,
  targets: readonly ReportedTarget[],
): readonly string[] {
  const named = namedHoles(outcome);
  const others = (targetOf(target, targets)?.holes ?? []).filter(
    ({ address, remedy }) => !named.some((one) => one.address === address && one.remedy === remedy),
  );
  return [
    `  ${escapeControls(reasonOf(outcome) ?? "")}`,
    ...alignColumns(others.flatMap((hole) => describeHole(hole, named))),
  ];
}

const targetOf = (wanted: string, targets: readonly ReportedTarget[]): ReportedTarget | undefined =>
  targets.find(({ address }) => address === wanted);

const describeHole = ({ address, refersTo, remedy }: Hole, named: readonly Hole[]): readonly Line[] => [
  ["unknown", refersTo.length === 0 ? address : `${address} (from ${refersTo.join(", ")})`],
  ...(named.some((one) => one.remedy === remedy) ? [] : [["remedy", remedy] as const]),
];
