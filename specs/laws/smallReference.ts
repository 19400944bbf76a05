import type { ServiceReference } from "../../policies/reference/serviceReference.js";
import { actionNames } from "./drawnStatements.js";

/** A reference cut down to the actions that drawn policies name, and one in addition, as if there were no more. */
export function smallReference({ services, ...whole }: ServiceReference): ServiceReference {
  const kept = new Set([...actionNames, "s3:DeleteObject"]);
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
