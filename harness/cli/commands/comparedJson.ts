import type { ComparedTargets } from "../../api/compareTargets.js";
import { describeRelation } from "../../report/describeRelation.js";
import { actionsInJson, type CountedActions } from "./actionsInJson.js";

/** A comparison, with all or some of what is known about the actions in which the sides differ. */
type Compared = Omit<ComparedTargets, "actions"> & { readonly actions?: readonly CountedActions[] };

/** A comparison as JSON; `milliseconds` is its last member. */
export function comparedJson({ actions, reasons, milliseconds, ...compared }: Compared) {
  const reason = describeRelation(reasons);
  return {
    ...compared,
    ...(reason !== undefined && { reason }),
    ...(actions && { actions: actions.map(actionsInJson) }),
    milliseconds,
  };
}
