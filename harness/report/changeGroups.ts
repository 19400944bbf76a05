import type { AccessChange } from "../run/diff/accessChange.js";

/**
 * Changes, those together that create resources which the same callers can use alike: twelve new roles that a service
 * may assume are one thing to read. In the order of the first of each.
 */
export function changeGroups(changes: readonly AccessChange[]): readonly (readonly AccessChange[])[] {
  const groups = new Map<unknown, AccessChange[]>();
  for (const change of changes) {
    const { caller, newTarget, actions, change: kind, summary, newer } = change;
    const key = newTarget ? JSON.stringify([kind, caller, actions, summary, newer]) : change;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [change]);
    else group.push(change);
  }
  return [...groups.values()];
}
