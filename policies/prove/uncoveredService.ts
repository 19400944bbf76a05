import type { ServiceReference } from "../reference/serviceReference.js";
import { reachesBeyond, servicesIn } from "../reference/servicesIn.js";
import { type Access, policySetsOf } from "./access.js";

/**
 * A service that a question reaches and the reference does not hold, so that a request AWS could send may be
 * missing: its prefix, or `*` where a policy reaches beyond those it names.
 */
export const uncoveredService = (access: Access, reference: ServiceReference): string | undefined => {
  if (reference.complete) return undefined;
  const sets = policySetsOf(access);
  if (sets.some(reachesBeyond)) return "*";
  return sets.flatMap(servicesIn).find((service) => !reference.covers(service));
};
