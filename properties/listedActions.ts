import { compileAction } from "../policies/evaluate/compileAction.js";
import type { ActionReference, ServiceReference } from "../policies/reference/serviceReference.js";

/** Actions by service; to read those of all of AWS takes a third of a second. */
export type ActionsByService = Pick<ServiceReference, "services" | "actionsOf">;

/** The actions of the loaded services that some patterns match, of those that can name a resource. */
export function listedActions(
  reference: ServiceReference,
  patterns: readonly string[],
): readonly ActionReference[] {
  const { services, actionsOf } = onResources(listedByService(reference, patterns));
  return services.flatMap((service) => actionsOf(service));
}

/** The actions of the loaded services that some patterns match, each service read when its actions are asked for. */
export function listedByService(reference: ServiceReference, patterns: readonly string[]): ActionsByService {
  const isAsked = compileAction({ negated: false, patterns });
  const asked = new Set(patterns.map((pattern) => pattern.split(":", 1)[0]!.toLowerCase()));
  const isAny = [...asked].some((service) => /[*?]/.test(service));
  const services = reference.services.filter((service) => isAny || asked.has(service));
  const known = new Set(services);
  return {
    services,
    actionsOf: (service) =>
      known.has(service)
        ? reference.actionsOf(service).filter(({ name }) => isAsked(name.toLowerCase()))
        : [],
  };
}

/** The actions that `make` leaves of each one. */
export const eachAction = (
  { services, actionsOf }: ActionsByService,
  make: (action: ActionReference) => ActionReference | undefined,
): ActionsByService => ({
  services,
  actionsOf: (service) => actionsOf(service).flatMap((action) => make(action) ?? []),
});

/** Those that can name a resource. */
export const onResources = (actions: ActionsByService): ActionsByService =>
  eachAction(actions, (action) => (action.resourceTypes.length > 0 ? action : undefined));
