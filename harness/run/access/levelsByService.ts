import { serviceOf } from "../../../policies/reference/serviceOf.js";
import type { ActionReference, ServiceReference } from "../../../policies/reference/serviceReference.js";
import type { AccessChange, ChangeKind } from "../diff/accessChange.js";
import { matcher } from "../diff/diffAccess.js";

/** Access levels of AWS as letters: list, read, write, permissions management, tagging. */
const letters: Readonly<Record<ActionReference["accessLevel"], string>> = {
  List: "l",
  Read: "r",
  Write: "w",
  "Permissions management": "p",
  Tagging: "t",
};

/** Actions of one service and access level that changed alike. */
export interface LevelChange {
  readonly level: string;
  readonly change: ChangeKind;
  /** without the prefix of the service */
  readonly actions: readonly string[];
  readonly summary?: string;
}

/** Changes by service and level; patterns are spelled out by the actions that the reference lists. */
export function levelsByService(
  changes: readonly AccessChange[],
  reference: ServiceReference,
): ReadonlyMap<string, readonly LevelChange[]> {
  const found = new Map<string, LevelChange[]>();
  for (const { actions, change, summary } of changes)
    for (const [key, names] of groupedByLevel(
      actions.flatMap((action) => spelledOut(action, reference)),
      reference,
    )) {
      const [service, level] = key.split(" ") as [string, string];
      const one = { level, change, actions: names, ...(summary !== undefined && { summary }) };
      found.set(service, [...(found.get(service) ?? []), one]);
    }
  return found;
}

function spelledOut(action: string, reference: ServiceReference): readonly string[] {
  if (!/[*?]/.test(action)) return [action];
  const service = serviceOf(action);
  const services = /[*?]/.test(service) ? reference.services.filter(matcher(service)) : [service];
  const matches = action === "*" ? () => true : matcher(action);
  return services.flatMap((one) => reference.actionsOf(one).map(({ name }) => name)).filter(matches);
}

function groupedByLevel(
  actions: readonly string[],
  reference: ServiceReference,
): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const action of actions) {
    const key = `${serviceOf(action)} ${accessLevelOf(action, reference) ?? "w"}`;
    const name = action.slice(action.indexOf(":") + 1);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [name]);
    else group.push(name);
  }
  return groups;
}

/** The letter of an action; undefined where the reference does not list it. */
export function accessLevelOf(action: string, reference: ServiceReference): string | undefined {
  const listed = reference.action(action);
  return listed && letters[listed.accessLevel];
}
