import type { Readings } from "../../../properties/target.js";
import type { ExtractedPolicy } from "../policies/extractedPolicy.js";
import { furtherPolicy } from "../policies/furtherPolicy.js";
import { grantedDocument } from "../principals/attachedPolicies.js";

/** What somebody holds who holds this policy alone. */
export function policyReadings(extracted: ExtractedPolicy): Readings {
  const { policy, bounds, hole } = grantedDocument(extracted);
  const widest = policy ?? bounds?.widest;
  return {
    policies: { identity: widest === undefined ? [] : [widest] },
    ...(bounds && { narrowest: { identity: [bounds.narrowest] }, open: bounds.open }),
    holes: hole === undefined ? [] : [furtherPolicy(hole)],
  };
}
