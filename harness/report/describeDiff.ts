import type { AccessChange, ChangeKind, ChangeUnless } from "../run/diff/accessChange.js";
import { addsAccess } from "../run/diff/approveChanges.js";
import type { Diff } from "../run/diff/diff.js";
import type { UndecidedChange } from "../run/diff/undecidedChange.js";
import type { SourceOptions } from "../run/sourceOptions.js";
import { alignColumns, type Line } from "./alignColumns.js";
import { changeGroups } from "./changeGroups.js";
import { describeApprovals } from "./describeApprovals.js";
import { describeChainChanges } from "./describeChainChanges.js";
import { describeNewer } from "./describeNewer.js";
import { many } from "./describeTargets.js";
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
export function diffInShort(found: Diff, counts: ChangeCounts): string {
  const { undecided, contradicted, chains, approvals } = found;
  const parts = changeKinds.filter((kind) => counts[kind] > 0).map((kind) => `${counts[kind]} ${kind}`);
  const opened = chains?.opened.length ?? 0;
  if (opened > 0)
    parts.push(`${opened} ${opened === 1 ? "step opens" : "steps open"} chains to any permission`);
  if (approvals !== undefined && parts.length > 0) parts.push(approvedInShort(found));
  const unknown = undecided.length + (chains?.undecided.length ?? 0);
  if (unknown > 0) parts.push(`${unknown} undecided`);
  if (parts.length > 0) return parts.join(", ");
  const aside = contradicted.length === 0 ? "" : "; only requests that AWS never sends distinguish them";
  return `no access is new, and none is gone${aside}`;
}

function approvedInShort({ changes, chains }: Diff): string {
  const gains = [...changes.filter(addsAccess), ...(chains?.opened ?? [])];
  const open = gains.filter(({ approved }) => approved === undefined).length;
  return open === 0
    ? "all that is new is approved"
    : `${open} of ${many(gains.length, "change")} not approved`;
}

/** A block for each class of actions that changed alike, and for what is undecided. */
export function describeDiff(found: Diff, given: SourceOptions = {}): readonly string[] {
  const { changes, undecided, chains } = found;
  const isShown = ({ approved }: { readonly approved?: object }) => approved === undefined;
  const groups = changeGroups(changes.filter(isShown)).map((group) => describeChange(group, given));
  return [
    ...(chains ? describeChainChanges({ ...chains, opened: chains.opened.filter(isShown) }) : []),
    ...groups,
    ...undecided.map(undecidedBlock),
    ...describeApprovals(found),
  ];
}

/** One change, or one of several resources that changed alike. */
function describeChange(group: readonly AccessChange[], given: SourceOptions): string {
  const [described] = group as readonly [AccessChange];
  const { actions, change, statements, witness, why, replay, newer, passes, unless = [] } = described;
  const targets = group.map(({ target }) => target);
  const names = [
    ...(group.length === 1 ? [] : [joinWithLimit(targets)]),
    ...(actions.length === 1 ? [] : [joinWithLimit(actions)]),
  ].map((line) => `  ${escapeControls(line)}`);
  const isGone = change === "removed" || change === "narrowed";
  const by = statements.map(describeStatement).join(" and ");
  const lines = alignColumns([
    ...describeRequest(witness),
    ...(by === "" ? [] : [[isGone ? "was granted by" : "granted by", by] as const]),
    [isGone ? "after" : "before", why === "" ? describeAbsence(described) : why],
    ...(passes === undefined ? [] : [["note", describePasses(passes)] as const]),
    ...(newer === undefined ? [] : [["note", describeNewer(newer)] as const]),
    ...doubts(unless),
    ...(replay === undefined
      ? []
      : [["replay", replayCommand({ address: replay, given }, witness, representedBy(described))] as const]),
  ]);
  return [escapeControls(headingOf(group)), ...names, ...lines].join("\n");
}

/** The caller that a replay need not name: a principal represents itself, a resource does not represent its callers. */
const representedBy = ({ caller, witness }: AccessChange): string =>
  caller === undefined ? witness.principal : "";

/** What changed, at which target, for which callers, and by what. */
function headingOf(group: readonly AccessChange[]): string {
  const [described] = group as readonly [AccessChange];
  const { target, actions, change, caller, by, summary } = described;
  const kind = change.toUpperCase();
  const isTrust = actions.length === 1 && actions[0] === "sts:AssumeRole";
  if (group.length > 1 && isTrust && caller !== undefined)
    return `${kind}  ${group.length} new roles may be assumed by ${caller.name}`;
  const where = group.length > 1 ? `${group.length} new resources` : target;
  const details = [...(by ? [`by ${by.join(" and ")}`] : []), ...(summary === undefined ? [] : [summary])];
  return [
    `${kind}  ${nameActions(described)}  ${where}`,
    ...(caller ? [` for ${caller.name}`] : []),
    ...(details.length === 0 ? [] : [`: ${details.join("; ")}`]),
  ].join("");
}

/** Why callers that hold no policy can do nothing at a resource without one. */
const describeAbsence = ({ newTarget }: AccessChange): string =>
  newTarget ? "the resource is new" : "no resource policy allows it";

/** The policy of a resource may grant a request to the principal itself, regardless of these. */
const describePasses = (passes: readonly string[]): string => {
  const limits = passes.map((source) => `\`${source}\``).join(" and ");
  const [does, limit] = passes.length === 1 ? ["does", "does not limit"] : ["do", "do not limit"];
  return `${limits} ${does} not allow it, and ${limit} it: the resource policy grants it to the principal itself`;
};

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
  const { target, caller, actions = [] } = undecided;
  const isNamed = undecided.kind === "gap" && actions.length === 1;
  return [
    escapeControls(`UNDECIDED  ${target}${caller ? ` for ${caller.name}` : ""}`),
    `  ${escapeControls(describeUndecided(undecided))}`,
    // the reason of a single action without a proof names it
    ...(actions.length === 0 || isNamed ? [] : [`  ${escapeControls(joinWithLimit(actions))}`]),
  ].join("\n");
}
