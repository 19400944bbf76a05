import type { PolicySet } from "../../../policies/language/policySet.js";
import { ActionComparison } from "../../../policies/prove/actions/actionComparison.js";
import { typedReference } from "../../../policies/prove/question/typedReference.js";
import { serviceOf } from "../../../policies/reference/serviceOf.js";
import type { ServiceReference } from "../../../policies/reference/serviceReference.js";
import { allowedBy } from "../../../properties/allowedBy.js";
import { boundsOf, holesOf, type Target } from "../../../properties/target.js";
import { printAddress } from "../../../properties/targetAddress.js";
import type { AccessChange } from "../diff/accessChange.js";
import { accessLevelOf, type LevelChange, levelsByService } from "./levelsByService.js";

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
    const shared = sharedKey(target.principal, lower);
    const levels = known.get(shared) ?? levelsOf(target, { reference: typed, universe });
    known.set(shared, levels);
    const address = printAddress(target.address);
    const own = changes.filter((change) => change.target === address && change.caller === undefined);
    return {
      address,
      principal: target.principal,
      open: holesOf(target).length > 0,
      services: servicesOf(levels, levelsByService(own, typed)),
    };
  });
}

/**
 * What principals have in common that can do the same: their policies, unless these distinguish the callers of one
 * account. Where an account has many roles, one that may assume any has the trust policies of all.
 */
function sharedKey(principal: string, policies: PolicySet): string {
  const isName = (name: string) => name === "source" || name === "address";
  const json = JSON.stringify(policies, (name, value: unknown) => (isName(name) ? undefined : value));
  const own = principal.split("/").at(-1)!;
  const names = [`"value":${JSON.stringify(principal)}`, `assumed-role/${own}/`];
  const isNamed =
    names.some((name) => json.includes(name)) || /aws:(?:principal|userid|username)|\$\{/i.test(json);
  return `${isNamed ? principal : principal.split("/", 1)[0]}\n${json}`;
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
  const level = accessLevelOf(action, reference);
  const service = serviceOf(action);
  const known = found.get(service) ?? "";
  if (level !== undefined && !known.includes(level)) found.set(service, known + level);
}

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
