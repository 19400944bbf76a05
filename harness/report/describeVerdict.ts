import type { Outcome } from "../../properties/property.js";
import type { ReportedTarget, Verdict } from "../run/report.js";
import { aligned, type Line } from "./aligned.js";
import { describeWitness } from "./describeWitness.js";
import { replayCommand } from "./replayCommand.js";
import { visible } from "./visible.js";

/**
 * What a person needs to act on a verdict, as indented lines: the law, why it fails or stays open, and then
 * either the request that breaks it with the command that replays it, or what is open with what would settle it.
 */
export function describeVerdict(verdict: Verdict, targets: readonly ReportedTarget[]): readonly string[] {
  const { outcome } = verdict;
  const target = targets.find(({ address }) => address === verdict.target);
  return [
    `  ${visible(verdict.sentence)}`,
    ...(outcome.verdict === "holds" ? [] : [`  ${visible(outcome.reason)}`]),
    ...aligned(details(outcome, verdict.target, target)),
  ];
}

function details(outcome: Outcome, address: string, target: ReportedTarget | undefined): readonly Line[] {
  if (outcome.verdict === "holds") return [];
  if (outcome.verdict === "undecided") return holesBehind(outcome.reason, target).flatMap(describeHole);
  const { witness } = outcome;
  return [
    ...describeWitness(witness),
    ["replay", replayCommand(address, witness.request, target?.principal)],
  ];
}

/** A reason tells of one hole as a rule, with its remedy; the others are told below it. */
const holesBehind = (reason: string, target: ReportedTarget | undefined) =>
  (target?.holes ?? []).filter(
    ({ address, remedy }) => !reason.includes(address) || !reason.includes(remedy),
  );

const describeHole = (hole: ReportedTarget["holes"][number]): readonly Line[] => [
  ["open", hole.refersTo.length === 0 ? hole.address : `${hole.address} (from ${hole.refersTo.join(", ")})`],
  ["remedy", hole.remedy],
];
