import { serviceOf } from "../../policies/reference/serviceOf.js";
import { oncePerReference } from "../../properties/oncePerReference.js";

/**
 * The actions that act on resources of another service than their own, by the service in the ARN of these; those on
 * resources of any service by `*`.
 */
export const foreignActions = oncePerReference((reference): ReadonlyMap<string, readonly string[]> => {
  const byService = new Map<string, string[]>();
  for (const { name, resourceTypes } of reference.services.flatMap((one) => reference.actionsOf(one))) {
    const templates = resourceTypes.flatMap(({ arnTemplates }) => arnTemplates);
    const services = templates.map((template) => template.split(":", 3)[2] ?? "");
    for (const service of new Set(services.map((one) => (one.includes("$") ? "*" : one)))) {
      if (service === serviceOf(name)) continue;
      const actions = byService.get(service) ?? [];
      actions.push(name);
      byService.set(service, actions);
    }
  }
  return byService;
});
