import type { Change, ChangeKind, ChangeUnless, Diff, UndecidedChange } from "../run/diffTargets.js";
import { aligned, type Line } from "./aligned.js";
import { describeUnless } from "./describeUnless.js";
import { describeRequest } from "./describeWitness.js";
import { listed } from "./listed.js";
import { visible } from "./visible.js";

/** All kinds of change, those first that a reviewer looks for. */
export const changeKinds: readonly ChangeKind[] = ["added", "widened", "shifted", "narrowed", "removed"];

/** How many changes there are of each kind. */
export type ChangeCounts = Readonly<Record<ChangeKind, number>>;

/** The answer in one line: `1 added, 2 widened`. */
export function diffInShort({ undecided }: Diff, counts: ChangeCounts): string {
  const parts = changeKinds.filter((kind) => counts[kind] > 0).map((kind) => `${counts[kind]} ${kind}`);
  if (undecided.length > 0) parts.push(`${undecided.length} undecided`);
  return parts.length === 0 ? "no access is new, and none is gone" : parts.join(", ");
}

/** A block for each kind of change of each target, and for what is undecided; actions that changed alike are one. */
export function describeDiff({ changes, undecided }: Diff): readonly string[] {
  const groups = new Map<string, Change[]>();
  for (const change of changes) {
    const key = likeness(change);
    const alike = groups.get(key);
    if (alike === undefined) groups.set(key, [change]);
    else alike.push(change);
  }
  return [...[...groups.values()].map(describeGroup), ...undecided.map(describeUndecided)];
}

/** Changes are alike when they are told in the same words, but for the action and the resource. */
const likeness = ({ target, change, summary, witness, why }: Change): string =>
  JSON.stringify([
    target,
    change,
    summary,
    witness.context,
    why.replaceAll(witness.resource, "").replaceAll(witness.action, ""),
  ]);

function describeGroup(group: readonly Change[]): string {
  const [{ target, action, change, summary, witness, why, unless = [] }, ...others] = group as [
    Change,
    ...Change[],
  ];
  const what = others.length === 0 ? action : `${group.length} actions`;
  const heading = `${change.toUpperCase()}  ${what}  ${target}${summary === undefined ? "" : `: ${summary}`}`;
  const names = others.length === 0 ? [] : [`  ${visible(listed(group.map((one) => one.action)))}`];
  const side = change === "removed" || change === "narrowed" ? "after" : "before";
  return [
    visible(heading),
    ...names,
    ...aligned([...describeRequest(witness), [side, why], ...doubts(unless)]),
  ].join("\n");
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

const describeUndecided = ({ target, reason, actions = [] }: UndecidedChange): string =>
  [
    `UNDECIDED  ${visible(target)}`,
    `  ${visible(reason)}`,
    ...(actions.length === 0 ? [] : [`  ${visible(listed(actions))}`]),
  ].join("\n");
