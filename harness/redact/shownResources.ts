import type { Attributes, PlanJson } from "../plan/resources/planJson.js";
import { walkModules } from "../plan/resources/walkModules.js";

/** What a plan or state shows of a resource at one time. */
export interface ShownResource {
  readonly type: string;
  readonly name: string;
  /** equal at all times, also where it is moved */
  readonly address: string;
  readonly values: Attributes | null | undefined;
  readonly sensitive: unknown;
}

/** Every resource as it was and will be, in all parts of a plan. */
export function shownResources(plan: PlanJson): readonly ShownResource[] {
  const drift = plan["resource_drift"];
  const changes = [plan.resource_changes, Array.isArray(drift) ? (drift as typeof plan.resource_changes) : []]
    .flatMap((all) => all ?? [])
    .filter(({ change }) => typeof change === "object");
  const of = addresses(plan);
  return [
    ...changes.flatMap(({ type, name, address, change }) => [
      { type, name, address: of(address), values: change.before, sensitive: change.before_sensitive },
      { type, name, address: of(address), values: change.after, sensitive: change.after_sensitive },
    ]),
    ...[plan.prior_state?.values, plan.planned_values]
      .flatMap((tree) => walkModules(tree?.root_module))
      .map(({ type, name, address, values, sensitive_values: sensitive }) => ({
        ...{ type, name, address: of(address), values, sensitive },
      })),
  ];
}

/** The address under which a resource is known at all times: that to which it is moved. */
export function addresses({ resource_changes: changes = [] }: PlanJson): (address: string) => string {
  const moved = new Map(
    changes.flatMap(({ previous_address: previous, address }) =>
      typeof previous === "string" ? [[previous, address] as const] : [],
    ),
  );
  return (address) => moved.get(address) ?? address;
}
