import type { PolicySet } from "../../policies/language/policySet.js";
import type { Target } from "../../properties/target.js";

/** The policies of a target after the change and before it. */
export const policySetsOf = ({
  policies,
  before,
}: Pick<Target, "policies" | "before">): readonly PolicySet[] => [
  policies,
  ...(before ? [before.policies] : []),
];
