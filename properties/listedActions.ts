import { compileAction } from "../policies/evaluate/compileAction.js";
import type { ActionReference, ServiceReference } from "../policies/reference/serviceReference.js";

/** The actions of the loaded services that some patterns match, of those that can name a resource. */
export const listedActions = (
  reference: ServiceReference,
  patterns: readonly string[],
): readonly ActionReference[] =>
  allListedActions(reference, patterns).filter(({ resourceTypes }) => resourceTypes.length > 0);

/** The actions of the loaded services that some patterns match. */
export function allListedActions(
  reference: ServiceReference,
  patterns: readonly string[],
): readonly ActionReference[] {
  const isAsked = compileAction({ negated: false, patterns });
  const services = new Set(patterns.map((pattern) => pattern.split(":", 1)[0]!.toLowerCase()));
  const isAny = [...services].some((service) => /[*?]/.test(service));
  return reference.services
    .filter((service) => isAny || services.has(service))
    .flatMap((service) => reference.actionsOf(service))
    .filter(({ name }) => isAsked(name.toLowerCase()));
}
