import { type TypedReference, typedReference } from "../../../policies/prove/question/typedReference.js";
import { loadServiceReference } from "../../../policies/reference/loadServiceReference.js";
import { reachesBeyond } from "../../../policies/reference/servicesIn.js";
import { servicesOf } from "../servicesOf.js";
import type { VersionPair } from "./versionPairs.js";

/**
 * Prepares the service data that pairs of versions take: of the services they differ in, and of all, loaded once, where
 * a pattern in them names none.
 */
export function pairReferences(): (pair: VersionPair) => Promise<TypedReference> {
  let whole: TypedReference | undefined;
  let latest: { readonly services: string; readonly reference: TypedReference } | undefined;
  return async ({ before, after }) => {
    const sides = [before, after];
    if (sides.some(({ policies }) => reachesBeyond(policies))) {
      whole ??= typedReference(await loadServiceReference());
      return whole;
    }
    const names = servicesOf(sides);
    const services = names.toSorted().join();
    // versions that follow each other are often about the same services
    if (latest?.services !== services)
      latest = { services, reference: typedReference(await loadServiceReference(names)) };
    return latest.reference;
  };
}
