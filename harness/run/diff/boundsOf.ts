import type { PolicySet } from "../../../policies/language/policySet.js";
import type { Readings } from "../../../properties/target.js";
import type { Bounded } from "../../plan/unknown/bounded.js";

/** The widest and the narrowest reading, which are the same where no part is unknown. */
export const boundsOf = ({ policies, narrowest = policies, open = [] }: Readings): Bounded<PolicySet> => ({
  upper: policies,
  lower: narrowest,
  unknown: open,
});
