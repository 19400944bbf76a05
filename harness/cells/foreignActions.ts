import { memoizeByKey } from "../../generators/near/memoizeByKey.js";
import { serviceOf } from "../../policies/reference/serviceOf.js";
import type { ResourceTypeReference } from "../../policies/reference/serviceReference.js";
import { oncePerReference } from "../../properties/oncePerReference.js";

/**
 * The actions that act on resources of another service than their own, by the service in the ARN of these; those on
 * resources of any service by `*`.
 */
export const foreignActions = oncePerReference((reference): ReadonlyMap<string, readonly string[]> => {
  const byService = new Map<string, string[]>();
  // thousands of actions act on a few types
  const servicesOf = memoizeByKey(({ arnTemplates }: ResourceTypeReference) => arnTemplates.map(serviceIn));
  for (const { name, resourceTypes } of reference.services.flatMap((one) => reference.actionsOf(one))) {
    const own = serviceOf(name);
    for (const service of new Set(resourceTypes.flatMap(servicesOf))) {
      if (service === own) continue;
      const actions = byService.get(service) ?? [];
      actions.push(name);
      byService.set(service, actions);
    }
  }
  return byService;
});

function serviceIn(template: string): string {
  const service = template.split(":", 3)[2] ?? "";
  return service.includes("$") ? "*" : service;
}
