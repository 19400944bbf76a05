import type { PolicySet } from "../language/policySet.js";
import type { ServiceReference } from "./serviceReference.js";
import { reachesBeyond, servicesIn } from "./servicesIn.js";

/**
 * A service that some policies reach and the reference does not hold, so that a request AWS could send may be
 * missing: its prefix, or `*` where a policy reaches beyond those it names; undefined where every service is covered.
 */
export function uncoveredService(
  policies: readonly PolicySet[],
  reference: ServiceReference,
): string | undefined {
  if (reference.complete) return undefined;
  if (policies.some(reachesBeyond)) return "*";
  return policies.flatMap(servicesIn).find((service) => !reference.covers(service));
}
