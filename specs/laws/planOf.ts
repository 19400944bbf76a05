import type { PlanJson } from "../../harness/plan/resources/planJson.js";
import { change, makePlan, written } from "../harness/plan/plans.js";
import type { DrawnPlan } from "./drawnPlan.js";
import type { DrawnResource } from "./drawnPolicy.js";
import { expressions, filled, planned, type Values } from "./later.js";

/** The plan as terraform prints it; with a filling, what it says once everything is known. */
export function planOf({ resources }: DrawnPlan, filling?: number): PlanJson {
  const shown = resources.filter(({ isHidden }) => filling !== undefined || isHidden !== true);
  const configured = shown
    .filter(({ after }) => after !== null)
    .map((resource) => ({
      ...written(resource.address, {}),
      expressions: resource.written ?? expressions(resource.after!),
    }));
  return makePlan(
    shown.map((resource) => changeOf(resource, filling)),
    { resources: configured },
  );
}

function changeOf({ address, before, after, sensitive = [] }: DrawnResource, filling?: number): object {
  const isRead = address.startsWith("data.");
  const { value, mask } = planned(after);
  const secrets = filling === undefined ? sensitive.map((attribute) => [attribute, true]) : [];
  const printed = change(address, {
    actions: isRead ? ["read"] : [before === undefined ? "create" : after === null ? "delete" : "update"],
    before: before ?? null,
    after: (filling === undefined ? value : filled(after, filling)) as Values | null,
    unknown: filling === undefined && after !== null ? mask : {},
    sensitive: Object.fromEntries(secrets),
  }) as { readonly change: object };
  const hidden = { ...printed.change, before_sensitive: Object.fromEntries(secrets) };
  return { ...printed, change: hidden };
}
