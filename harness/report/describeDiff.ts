import type { AccessChange, ChangeKind, ChangeUnless } from "../run/diff/accessChange.js";
import type { Diff } from "../run/diff/diff.js";
import type { UndecidedChange } from "../run/diff/undecidedChange.js";
import type { SourceOptions } from "../run/sourceOptions.js";
import { alignColumns, type Line } from "./alignColumns.js";
import { describeUndecided } from "./describeUndecided.js";
import { describeUnless } from "./describeUnless.js";
import { describeRequest, describeStatement } from "./describeWitness.js";
import { escapeControls } from "./escapeControls.js";
import { joinWithLimit } from "./joinWithLimit.js";
import { replayCommand } from "./replayCommand.js";

/** All kinds of change, those first that a reviewer looks for. */
export const changeKinds: readonly ChangeKind[] = ["added", "widened", "shifted", "narrowed", "removed"];

/** How many changes there are of each kind. */
export type ChangeCounts = Readonly<Record<ChangeKind, number>>;

/** The answer in one line: `1 added, 2 widened`. */
export function diffInShort({ undecided, contradicted }: Diff, counts: ChangeCounts): string {
  const parts = changeKinds.filter((kind) => counts[kind] > 0).map((kind) => `${counts[kind]} ${kind}`);
  if (undecided.length > 0) parts.push(`${undecided.length} undecided`);
  if (parts.length > 0) return parts.join(", ");
  const aside = contradicted.length === 0 ? "" : "; only requests that AWS never sends distinguish them";
  return `no access is new, and none is gone${aside}`;
}

/** A block for each class of actions that changed alike, and for what is undecided. */
export function describeDiff({ changes, undecided }: Diff, given: SourceOptions = {}): readonly string[] {
  return [...changes.map((change) => describeChange(change, given)), ...undecided.map(undecidedBlock)];
}

function describeChange(described: AccessChange, given: SourceOptions): string {
  const {
    target,
    actions,
    change,
    summary,
    statements,
    witness,
    why,
    replay,
    newer,
    unless = [],
  } = described;
  const what = nameActions(described);
  const heading = `${change.toUpperCase()}  ${what}  ${target}${summary === undefined ? "" : `: ${summary}`}`;
  const names = actions.length === 1 ? [] : [`  ${escapeControls(joinWithLimit(actions))}`];
  const isGone = change === "removed" || change === "narrowed";
  const by = statements.map(describeStatement).join(" and ");
  const lines = alignColumns([
    ...describeRequest(witness),
    ...(by === "" ? [] : [[isGone ? "was granted by" : "granted by", by] as const]),
    [isGone ? "after" : "before", why],
    ...(newer === undefined ? [] : [["note", newer] as const]),
    ...doubts(unless),
    ...(replay === undefined
      ? []
      : [["replay", replayCommand({ address: replay, given }, witness)] as const]),
  ]);
  return [escapeControls(heading), ...names, ...lines].join("\n");
}

/** `everything`, `every action of s3`, `22 actions of dynamodb`, or the one action there is. */
function nameActions({ actions, count }: Pick<AccessChange, "actions" | "count">): string {
  const [only] = actions;
  if (actions.length === 1 && only === "*") return "everything";
  const wholes = actions.flatMap((action) => /^([^:*?]+):\*$/.exec(action)?.[1] ?? []);
  if (wholes.length === actions.length) return `every action of ${joinWithLimit(wholes, 3)}`;
  if (actions.length === 1) return only!;
  const services = [...new Set(actions.map((action) => action.split(":", 1)[0]!.toLowerCase()))];
  return `${count} actions of ${services.length > 3 ? `${services.length} services` : services.join(", ")}`;
}

/** What could make a change untrue: a deny after it, or access that was there before. */
const doubts = (unless: readonly ChangeUnless[]): readonly Line[] =>
  (["after", "before"] as const)
    .map((time) => unless.filter((one) => one.time === time))
    .filter(({ length }) => length > 0)
    .map((some, index): Line => {
      const when = some[0]!.time === "before" ? " before the change" : "";
      return [index === 0 ? "unless" : "", `${describeUnless(some)}${when}`];
    });

function undecidedBlock(undecided: UndecidedChange): string {
  const { target, actions = [] } = undecided;
  return [
    `UNDECIDED  ${escapeControls(target)}`,
    `  ${escapeControls(describeUndecided(undecided))}`,
    ...(actions.length === 0 ? [] : [`  ${escapeControls(joinWithLimit(actions))}`]),
  ].join("\n");
}
