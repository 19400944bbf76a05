import type { ServiceReference } from "../../policies/reference/serviceReference.js";
import { actionNames } from "./drawnStatements.js";

/** A reference cut down to the actions that drawn policies name, and one in addition, as if there were no more. */
export const smallReference = (whole: ServiceReference): ServiceReference =>
  referenceOf([...actionNames, "s3:DeleteObject"], whole);

/** A reference cut down to some actions, as if there were no more. */
export function referenceOf(
  names: readonly string[],
  { services, ...whole }: ServiceReference,
): ServiceReference {
  const kept = new Set(names);
  const actions = new Map(
    services.map((service) => [service, whole.actionsOf(service).filter(({ name }) => kept.has(name))]),
  );
  const byName = new Map([...actions.values()].flat().map((action) => [action.name.toLowerCase(), action]));
  return {
    services,
    complete: true,
    covers: () => true,
    isMultivalued: whole.isMultivalued,
    knowsKey: whole.knowsKey,
    date: whole.date,
    actionsOf: (service) => actions.get(service.toLowerCase()) ?? [],
    action: (name) => byName.get(name.toLowerCase()),
  };
}
