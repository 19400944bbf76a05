import type { ServiceReference } from "../../reference/serviceReference.js";
import { uncoveredService } from "../../reference/uncoveredService.js";
import { type Access, policySetsIn } from "./access.js";
import { actionScope } from "./actionScope.js";

/**
 * A service of which the reference may lack a request that is in a set, as {@link uncoveredService} names it;
 * undefined where every service is covered.
 */
export function uncoveredIn(access: Access, reference: ServiceReference): string | undefined {
  const services = actionScope(access)?.map((pattern) => pattern.split(":", 1)[0]!.toLowerCase());
  return services === undefined || services.some((service) => /[*?]/.test(service))
    ? uncoveredService(policySetsIn(access), reference)
    : services.find((service) => !reference.covers(service));
}
