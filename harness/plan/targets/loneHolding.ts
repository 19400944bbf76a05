import { allBounds, mapBounds } from "../../../properties/bounded.js";
import type { ExtractedPolicy } from "../policies/extractedPolicy.js";
import { furtherPolicy } from "../policies/furtherPolicy.js";
import { grantedDocument } from "../principals/attachedPolicies.js";
import type { HeldPolicies } from "./heldPolicies.js";

/** The policies of a principal that holds this policy alone. */
export function loneHolding(extracted: ExtractedPolicy): HeldPolicies {
  const { policy, hole } = grantedDocument(extracted);
  return {
    policies: mapBounds(allBounds(policy === undefined ? [] : [policy]), (identity) => ({ identity })),
    holes: hole === undefined ? [] : [furtherPolicy(hole)],
  };
}
