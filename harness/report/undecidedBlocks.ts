import { severities } from "../../properties/severity.js";
import { groupBy } from "../plan/resources/groupBy.js";
import type { Report, Verdict } from "../run/report.js";
import { many } from "./describeTargets.js";
import { describeVerdict } from "./describeVerdict.js";
import { escapeControls } from "./escapeControls.js";
import { joinWithLimit } from "./joinWithLimit.js";
import { type ReasonParts, reasonOf, reasonParts } from "./reasonOf.js";
import { shortAddress } from "./shortAddress.js";

/** At most so many of each are printed; `--format json` has all. */
const most = { sentences: 10, targets: 4 };

/**
 * What is undecided, a block for each cause, that of the most serious property first: what is unknown and what would
 * resolve it, then what is known of which properties and targets. A cause of one verdict is described in full.
 *
 * @param word `UNDECIDED`, perhaps in colour
 */
export function undecidedBlocks(report: Report, word: string): readonly string[] {
  const sorted = report.verdicts
    .filter(({ outcome }) => outcome.verdict === "undecided")
    .toSorted((one, other) => rankOf(other) - rankOf(one));
  const groups = groupBy(sorted, causeOf);
  return [...groups.values()].map((group) => describeGroup(group, report, word).join("\n"));
}

/** The unknown value that is named first with what would resolve it, or what could not be proved. */
function causeOf({ outcome }: Verdict): string {
  if (outcome.verdict !== "undecided" || outcome.kind !== "holes") return reasonOf(outcome) ?? "";
  const { holes, partial } = outcome;
  return JSON.stringify([partial.of === "before", holes[0]?.address, holes[0]?.reason, holes[0]?.remedy]);
}

const rankOf = ({ severity }: Verdict): number => severities.indexOf(severity);

function describeGroup(group: readonly Verdict[], report: Report, word: string): readonly string[] {
  const [first] = group as readonly [Verdict];
  const { property, severity, target } = first;
  if (group.length === 1)
    return [
      `${word}${escapeControls(`  ${property}  ${severity}  ${target}`)}`,
      ...describeVerdict(first, report.targets),
    ];
  const { cause, remedy } = partsOf(fewestHoles(group));
  const properties = new Set(group.map((one) => one.property)).size;
  const targets = new Set(group.map((one) => one.target)).size;
  const where = targets === 1 ? target : many(targets, "target");
  return [
    `${word}${escapeControls(`  ${many(properties, "property", "properties")}  ${severity}${group.every((one) => one.severity === severity) ? "" : " and below"}  ${where}`)}`,
    `  ${escapeControls(cause)}`,
    ...(remedy === undefined ? [] : [`  ${escapeControls(remedy)}`]),
    ...describeSentences(group, report),
  ];
}

/** The one whose reason says least of further unknown values. */
const fewestHoles = (group: readonly Verdict[]): Verdict =>
  group.toSorted((one, other) => holesIn(one) - holesIn(other))[0]!;

const holesIn = ({ outcome }: Verdict): number =>
  outcome.verdict === "undecided" ? outcome.holes.length : 0;

function describeSentences(group: readonly Verdict[], report: Report): readonly string[] {
  const sentences = groupBy(group, (verdict) => partsOf(verdict).known.join("; "));
  const isOneTarget = new Set(group.map(({ target }) => target)).size === 1;
  const rest = [...sentences].slice(most.sentences).flatMap(([, some]) => some);
  return [
    ...[...sentences]
      .slice(0, most.sentences)
      .flatMap(([said, some]) => [
        ...(said === "" ? [] : [`  ${escapeControls(said)}`]),
        ...describePlaces(some, report, isOneTarget),
      ]),
    ...(rest.length === 0 ? [] : [`  ... and ${rest.length} more; \`--format json\` lists all of them`]),
  ];
}

/** The properties with their targets, those together that are undecided for the same ones. */
function describePlaces(
  verdicts: readonly Verdict[],
  report: Report,
  isOneTarget: boolean,
): readonly string[] {
  const rows = [...groupBy(verdicts, ({ property }) => property)].map(([property, some]) => ({
    property,
    targets: some.map(({ target }) => shortAddress(target, report)),
  }));
  return [...groupBy(rows, ({ targets }) => JSON.stringify(targets)).values()].map((some) => {
    const where = isOneTarget ? "" : `: ${joinWithLimit(some[0]!.targets, most.targets)}`;
    return escapeControls(`    ${some.map(({ property }) => property).join(", ")}${where}`);
  });
}

const partsOf = ({ outcome }: Verdict): ReasonParts =>
  outcome.verdict === "undecided" ? reasonParts(outcome) : { cause: "", known: [] };
