import { loadServiceReference } from "../../policies/reference/loadServiceReference.js";
import type { ServiceReference } from "../../policies/reference/serviceReference.js";
import { reachesBeyond } from "../../policies/reference/servicesIn.js";
import type { Property } from "../../properties/property.js";
import type { Target } from "../../properties/target.js";
import { policySetsOf } from "./policySetsOf.js";
import { servicesOf } from "./servicesOf.js";

/**
 * The service authorization data that questions about some targets take: of the services that their policies
 * name in actions and keys; of all, a second of loading, where every request that AWS could send counts and a policy reaches
 * beyond those it names.
 *
 * @param properties those that are asked, which may take data of further services; @defaultValue none
 */
export function referenceFor(
  targets: readonly Target[],
  universe: "any" | "typed" = "typed",
  properties: readonly Property[] = [],
): Promise<ServiceReference> {
  const everything = universe === "typed" && targets.flatMap(policySetsOf).some(reachesBeyond);
  const more = everything ? [] : properties.flatMap(({ services }) => services?.(targets) ?? []);
  return loadServiceReference(everything ? undefined : [...servicesOf(targets), ...more]);
}
