import type { Hole } from "../../properties/hole.js";
import type { AccessChange } from "../run/diff/accessChange.js";
import type { SaidOfChanges } from "../run/history/saidOf.js";
import type { VersionChanges } from "../run/history/versionChanges.js";
import type { VersionSince } from "../run/history/versionsSince.js";
import { alignColumns, type Line } from "./alignColumns.js";
import { changeKinds } from "./describeDiff.js";
import { describeUndecided } from "./describeUndecided.js";
import { escapeControls } from "./escapeControls.js";
import { joinWithLimit } from "./joinWithLimit.js";
import { describeHoles } from "./reasonOf.js";

/** A version, as `history` reports it. */
export interface DescribedVersion extends VersionChanges, Pick<VersionSince, "between"> {
  readonly targets?: readonly string[];
}

/** The answer in one line: `8 versions of BatchServiceRolePolicy: 6 change access, 1 does not`. */
export function historyInShort(versions: readonly DescribedVersion[]): string {
  const policies = [...new Set(versions.map(({ policy }) => policy))];
  const numbers = [
    [versions.filter(({ changes }) => changes.length > 0).length, "changes access", "change access"],
    [versions.filter(({ only }) => only !== undefined).length, "does not", "do not"],
    [versions.filter(({ undecided }) => undecided.length > 0).length, "undecided", "undecided"],
  ] as const;
  const parts = numbers.flatMap(([count, one, more]) =>
    count > 0 ? [`${count} ${count === 1 ? one : more}`] : [],
  );
  const of = policies.length > 3 ? `${policies.length} AWS managed policies` : policies.join(", ");
  const count = `${versions.length} ${versions.length === 1 ? "version" : "versions"}`;
  if (versions.length === 0) return "no version is newer";
  return `${count} of ${of}${parts.length > 0 ? `: ${parts.join(", ")}` : ""}`;
}

/** A block for each version, and one for what is unknown of the source. */
export const describeHistory = (
  versions: readonly DescribedVersion[],
  holes: readonly Hole[] = [],
): readonly string[] => [
  ...versions.map(versionBlock),
  ...(holes.length === 0
    ? []
    : [`UNDECIDED  there may be further AWS managed policies: ${escapeControls(describeHoles(holes))}`]),
];

function versionBlock(version: DescribedVersion): string {
  const { policy, previous, changes, undecided, said, targets } = version;
  const lines = [
    ...alignColumns(changeLines(changes)),
    ...undecided.map((one) => `    undecided: ${escapeControls(describeUndecided(one))}`),
    ...summaries(changes),
    ...(said === undefined ? [] : saidLines(said)),
  ];
  const held = targets === undefined ? "" : `  of ${joinWithLimit(targets, 3)}`;
  const since = previous === undefined ? "" : ` after ${previous}`;
  const heading = `${policy}@${version.version}${since}  ${whenOf(version)}${remarkOn(version)}${held}`;
  return [escapeControls(heading), ...lines].join("\n");
}

/** The day of a version, or what is known of it. */
function whenOf({ date, between }: DescribedVersion): string {
  if (date !== undefined) return date;
  const { after, before } = between ?? {};
  const known = [...(after ? [`after ${after}`] : []), ...(before ? [`before ${before}`] : [])];
  return ["unknown day", ...known].join(", ").replace(", before", " and before");
}

const remarks: Readonly<Record<NonNullable<VersionChanges["only"]>, string>> = {
  identical: "  nothing changes: the document is the same",
  wording: "  wording only: no access changes",
  "never-sent": "  no access changes, but for requests that AWS never sends",
};

function remarkOn({ previous, only }: DescribedVersion): string {
  if (only !== undefined) return remarks[only];
  return previous === undefined ? "  the first version known" : "";
}

/** A line for each kind of change and service: `added    ec2  DescribeInstanceStatus`. */
function changeLines(changes: readonly AccessChange[]): readonly Line[] {
  return changeKinds.flatMap((kind) => {
    const actions = changes.flatMap((one) => (one.change === kind ? one.actions : []));
    const services = [...new Set(actions.map(serviceOf))].toSorted();
    return services.map((service, at): Line => {
      const own = actions.filter((action) => serviceOf(action) === service).toSorted();
      const names = own.map((action) => action.slice(service.length + 1));
      return [at === 0 ? kind : "", `${service}  ${joinWithLimit(names)}`];
    });
  });
}

const serviceOf = (action: string): string => action.split(":", 1)[0]!;

/** What distinguishes changes that depend on a context key. */
const summaries = (changes: readonly AccessChange[]): readonly string[] =>
  [
    ...new Set(
      changes.flatMap(({ actions, summary }) =>
        summary ? [`${joinWithLimit(actions, 3)}: ${summary}`] : [],
      ),
    ),
  ].map((line) => `    ${escapeControls(line)}`);

function saidLines({ verdict, sentence, date, unsaid, misnamed }: SaidOfChanges): readonly string[] {
  return [
    `    AWS's page ${verdict}${date === undefined ? "" : ` (${date})`}${sentence === undefined ? "" : `: ${sentence}`}`,
    ...(misnamed === undefined ? [] : [`    misnamed: ${joinWithLimit(misnamed)}`]),
    ...(unsaid === undefined ? [] : [`    not said: ${joinWithLimit(unsaid)}`]),
  ].map(escapeControls);
}
