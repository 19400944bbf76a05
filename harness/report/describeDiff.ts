import type { Change, ChangeKind, Diff, UndecidedChange } from "../run/diffTargets.js";
import { aligned } from "./aligned.js";
import { describeRequest } from "./describeWitness.js";
import { listed } from "./listed.js";
import { visible } from "./visible.js";

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
const likeness = ({ target, change, summary, witness, why, newer }: Change): string =>
  JSON.stringify([
    target,
    change,
    summary,
    newer,
    witness.context,
    why.replaceAll(witness.resource, "").replaceAll(witness.action, ""),
  ]);

function describeGroup(group: readonly Change[]): string {
  const [{ target, action, change, summary, witness, why, newer }, ...others] = group as [
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
    ...aligned([...describeRequest(witness), [side, why], ...(newer ? [["note", newer] as const] : [])]),
  ].join("\n");
}

const describeUndecided = ({ target, reason, actions = [] }: UndecidedChange): string =>
  [
    `UNDECIDED  ${visible(target)}`,
    `  ${visible(reason)}`,
    ...(actions.length === 0 ? [] : [`  ${visible(listed(actions))}`]),
  ].join("\n");
