import { openManagedData } from "./openManagedData.js";

/**
 * The day of the latest change that the AWS managed policies here have: `YYYY-MM-DD`, UTC. A policy or version
 * that AWS made later is not among them.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { managedPoliciesDate } from "planproof/policies";
 *
 * assert.match(managedPoliciesDate(), /^\d{4}-\d{2}-\d{2}$/);
 * ```
 */
export const managedPoliciesDate = (): string => openManagedData().date;
