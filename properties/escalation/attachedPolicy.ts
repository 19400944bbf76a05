import type { Policy } from "../../policies/language/policySet.js";
import type { SurroundingResource } from "./surroundings.js";

/** A managed policy with its ARN and its document. */
export type AttachedPolicy = SurroundingResource & { readonly arn: string; readonly policy: Policy };

/** The key of the policy that is attached. */
export const attachedKey = "iam:PolicyARN";
