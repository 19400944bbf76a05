import { isAlwaysAllowed } from "../../policies/evaluate/authorize.js";
import type { Unlisted } from "../../policies/prove/actions/actionComparison.js";
import type { ServiceReference } from "../../policies/reference/serviceReference.js";

/** What some actions are spelled by. */
export interface Spelling {
  readonly reference: ServiceReference;
  readonly unlisted: Unlisted;
  /** those of whose unlisted actions the same is said */
  readonly patterns: readonly string[];
  /** the actions, in lower case, that could be among them; @defaultValue all */
  readonly within?: ReadonlySet<string>;
}

/**
 * Actions in short: `*` for everything that policies can allow or deny, `s3:*` for all of a service, the
 * unlisted actions included; those of other services one by one. Sorted.
 */
export function spellActions(actions: readonly string[], spelling: Spelling): readonly string[] {
  const { reference, unlisted } = spelling;
  const given = new Set(actions.map((action) => action.toLowerCase()));
  const services = [...new Set(actions.map(serviceOf))];
  const whole = new Set(services.filter((service) => isWhole(service, given, spelling)));
  const isEverything =
    reference.complete &&
    holds("*", spelling) &&
    unlisted.named.every((name) => given.has(name.toLowerCase())) &&
    reference.services.every((service) => whole.has(service) || isEmpty(service, reference));
  if (isEverything) return ["*"];
  const others = actions.filter((action) => !whole.has(serviceOf(action)));
  return [...others, ...[...whole].map((service) => `${service}:*`)].toSorted();
}

function isWhole(service: string, given: ReadonlySet<string>, spelling: Spelling): boolean {
  const { reference, unlisted, within } = spelling;
  const listed = reference
    .actionsOf(service)
    .map(({ name }) => name)
    .filter((name) => within?.has(name.toLowerCase()) ?? true);
  const named = unlisted.named.filter((name) => serviceOf(name) === service);
  const own = unlisted.samples.map(({ pattern }) => pattern).filter((text) => serviceOf(text) === service);
  return (
    listed.length > 0 &&
    [...listed, ...named].every((name) => isAlwaysAllowed(name) || given.has(name.toLowerCase())) &&
    (own.length > 0 ? own : ["*"]).every((pattern) => holds(pattern, spelling))
  );
}

const holds = (pattern: string, { unlisted, patterns }: Spelling): boolean =>
  unlisted.samples.some((sample) => sample.pattern === pattern && sample.isExact) &&
  patterns.some((text) => text.toLowerCase() === pattern);

/** A service of which nothing can be allowed or denied. */
const isEmpty = (service: string, reference: ServiceReference): boolean =>
  reference.actionsOf(service).every(({ name }) => isAlwaysAllowed(name));

const serviceOf = (action: string): string => action.split(":", 1)[0]!.toLowerCase();
