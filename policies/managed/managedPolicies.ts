import { type ManagedPolicy, managedPolicy } from "./managedPolicy.js";
import { openManagedData } from "./openManagedData.js";

/**
 * Every AWS managed policy in every version known, in the order of their names: some 1,600 policies in 6,200
 * versions. A document is read when it is asked for, in a millisecond or two.
 *
 * Source: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { managedPolicies } from "planproof/policies";
 *
 * assert(managedPolicies.some(({ name }) => name === "AWSBatchServiceRole"));
 * ```
 */
export const managedPolicies: readonly ManagedPolicy[] = openManagedData().names.map(
  (name) => managedPolicy(name)!,
);
