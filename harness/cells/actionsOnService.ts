import type { ServiceReference } from "../../policies/reference/serviceReference.js";

const known = new WeakMap<ServiceReference, ReadonlyMap<string, readonly string[]>>();

/**
 * The actions of other services that act on resources of a service, and those that act on resources of any: AWS
 * Backup copies what it is given.
 */
export function actionsOnService(service: string, reference: ServiceReference): readonly string[] {
  const byService = known.get(reference) ?? actionsByService(reference);
  known.set(reference, byService);
  return [...(byService.get(service) ?? []), ...(byService.get(anyService) ?? [])];
}

const anyService = "*";

function actionsByService(reference: ServiceReference): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, Set<string>>();
  for (const prefix of reference.services)
    for (const { name, resourceTypes } of reference.actionsOf(prefix))
      for (const template of resourceTypes.flatMap(({ arnTemplates }) => arnTemplates)) {
        const written = template.split(":", 3)[2] ?? anyService;
        const service = /[*$]/.test(written) ? anyService : written;
        if (service === prefix) continue;
        found.set(service, (found.get(service) ?? new Set()).add(name));
      }
  return new Map([...found].map(([service, actions]) => [service, [...actions]]));
}
