import type { Policy } from "../../../policies/language/policySet.js";
import type { GivenPlace } from "../resources/predictArns.js";

/** What the user knows beyond the plan. */
export interface ExtractOptions extends GivenPlace {
  /** managed policies by name, in place of AWS's own; default none */
  readonly given?: GivenPolicies;
}

/** Managed policies that the user gives, by name. */
export type GivenPolicies = ReadonlyMap<string, Policy>;
