import type { PolicySet } from "../../../policies/language/policySet.js";
import { boundsOf, type Target } from "../../../properties/target.js";
import { printAddress } from "../../../properties/targetAddress.js";

/** The policy of a resource that is given alone, as that of any resource, in an account that is not known. */
export function documentResource(target: Target): Target {
  const { lower, unknown } = boundsOf(target);
  const held = (set: PolicySet): PolicySet => ({
    identity: [],
    resources: set.resource
      ? [{ address: printAddress(target.address), arns: ["*"], policies: [set.resource] }]
      : [],
  });
  return {
    ...target,
    resource: { kind: "resource" },
    policies: held(target.policies),
    ...(unknown.length > 0 && { bounds: { lower: held(lower), unknown } }),
  };
}
