import type { GivenPolicies } from "../source/readManagedFolder.js";

/** What someone knows beyond the plan. */
export interface ExtractOptions {
  /** the account where the plan tells none; default none */
  readonly account?: string;
  /** the region where the plan tells none; default none */
  readonly region?: string;
  /** managed policies by name, instead of those that are bundled; default none */
  readonly given?: GivenPolicies;
}
