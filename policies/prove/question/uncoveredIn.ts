import type { ServiceReference } from "../../reference/serviceReference.js";
import { uncoveredService } from "../../reference/uncoveredService.js";
import type { Access } from "./access.js";
import { actionScope } from "./actionScope.js";

/**
 * A service of which the reference may lack a request that is in a set, as {@link uncoveredService} names it;
 * undefined where every service is covered.
 */
export function uncoveredIn(access: Access, reference: ServiceReference): string | undefined {
  if (reference.complete) return undefined;
  switch (access.kind) {
    case "of":
      return uncoveredService([access.policies], reference);
    case "actions":
    case "matching":
      return uncoveredAmong(actionScope(access), reference);
    case "both":
      return uncoveredInAll(access.parts, reference);
    case "either":
      return access.parts.map((part) => uncoveredIn(part, reference)).find((one) => one !== undefined);
    case "as":
      return uncoveredIn(access.part, reference);
    case "asking":
    case "not":
      return anyService;
  }
}

/** What a set may reach that nothing limits. */
const anyService = "*";

/** Each request is in every part: one part of which all services are covered is enough. */
function uncoveredInAll(parts: readonly Access[], reference: ServiceReference): string | undefined {
  const found = parts.map((part) => uncoveredIn(part, reference));
  if (found.includes(undefined)) return undefined;
  return found.find((service) => service !== anyService) ?? anyService;
}

function uncoveredAmong(
  patterns: readonly string[] | undefined,
  reference: ServiceReference,
): string | undefined {
  const services = patterns?.map((pattern) => pattern.split(":", 1)[0]!.toLowerCase());
  if (services === undefined || services.some((service) => /[*?]/.test(service))) return anyService;
  return services.find((service) => !reference.covers(service));
}
