import { ActionComparison } from "../../../policies/prove/actions/actionComparison.js";
import { typedReference } from "../../../policies/prove/question/typedReference.js";
import type { ActionReference, ServiceReference } from "../../../policies/reference/serviceReference.js";
import { allowedBy } from "../../../properties/allowedBy.js";
import { boundsOf, holesOf, type Target } from "../../../properties/target.js";
import { printAddress } from "../../../properties/targetAddress.js";
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

/** What a principal can do after a change, by service and access level. */
export interface PrincipalAccess {
  readonly address: string;
  /** its ARN */
  readonly principal: string;
  /** true where something about it is unknown: it may have more access or less */
  readonly open: boolean;
  readonly services: readonly ServiceAccess[];
}

/** What a principal can do in one service. */
export interface ServiceAccess {
  readonly service: string;
  /** letters of the levels at which some request is allowed in any case: `lrw` */
  readonly levels: string;
  readonly changes: readonly LevelChange[];
}

/** Actions of one service and access level that changed alike. */
export interface LevelChange {
  readonly level: string;
  readonly change: ChangeKind;
  /** without the prefix of the service */
  readonly actions: readonly string[];
  readonly summary?: string;
}

export interface PrincipalAccessOptions {
  readonly reference: ServiceReference;
  readonly universe?: "any" | "typed";
  /** what a change made of their access; @defaultValue nothing */
  readonly changes?: readonly AccessChange[];
}

/**
 * What each principal can do, by what is known of it: boundaries and denials are counted, and a level means that some
 * request of it is allowed. One question for each class of actions that the policies of a principal distinguish.
 */
export function principalAccess(
  targets: readonly Target[],
  { reference, universe = "typed", changes = [] }: PrincipalAccessOptions,
): readonly PrincipalAccess[] {
  const typed = typedReference(reference);
  const known = new Map<string, ReadonlyMap<string, string>>();
  return targets.filter(isPrincipal).map((target) => {
    const { lower } = boundsOf(target);
    // principals with the same policies can do the same, unless the policies ask who they are
    const key = JSON.stringify(lower);
    const shared = key.includes("rincipal") || key.includes("${") ? `${target.principal}\n${key}` : key;
    const levels = known.get(shared) ?? levelsOf(target, { reference: typed, universe });
    known.set(shared, levels);
    const address = printAddress(target.address);
    const own = changes.filter((change) => change.target === address && change.caller === undefined);
    return {
      address,
      principal: target.principal,
      open: holesOf(target).length > 0,
      services: servicesOf(levels, changesByService(own, typed)),
    };
  });
}

const isPrincipal = ({ document, resource, counted, policies }: Target): boolean =>
  document === undefined &&
  resource === undefined &&
  counted === undefined &&
  policies.resource === undefined;

/** The letters of each service. */
function levelsOf(
  target: Target,
  options: Required<Pick<PrincipalAccessOptions, "reference" | "universe">>,
): ReadonlyMap<string, string> {
  const more = allowedBy(boundsOf(target).lower);
  const nothing = { kind: "either", parts: [] } as const;
  const comparison = new ActionComparison([more], { ...options, principal: target.principal });
  const found = new Map<string, string>();
  for (const { actions, witness, unlisted } of comparison.beyond({ more, less: nothing }))
    if (witness !== undefined && unlisted === undefined)
      for (const action of actions) addLevel(found, action, options.reference);
  return found;
}

function addLevel(found: Map<string, string>, action: string, reference: ServiceReference): void {
  const level = levelOf(action, reference);
  const service = serviceOf(action);
  const known = found.get(service) ?? "";
  if (level !== undefined && !known.includes(level)) found.set(service, known + level);
}

function levelOf(action: string, reference: ServiceReference): string | undefined {
  const listed = reference.action(action);
  return listed && letters[listed.accessLevel];
}

const serviceOf = (action: string): string => action.split(":", 1)[0]!.toLowerCase();

function servicesOf(
  levels: ReadonlyMap<string, string>,
  changes: ReadonlyMap<string, readonly LevelChange[]>,
): readonly ServiceAccess[] {
  return [...new Set([...levels.keys(), ...changes.keys()])].toSorted().map((service) => ({
    service,
    levels: levels.get(service) ?? "",
    changes: changes.get(service) ?? [],
  }));
}

/** Changes by service and level; patterns are spelled out by the actions that the reference lists. */
function changesByService(
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
    const key = `${serviceOf(action)} ${levelOf(action, reference) ?? "w"}`;
    const name = action.slice(action.indexOf(":") + 1);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [name]);
    else group.push(name);
  }
  return groups;
}
