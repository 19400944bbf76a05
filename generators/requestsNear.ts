import fc from "fast-check";
import type { PolicySet } from "../policies/language/policySet.js";
import type { Request } from "../policies/language/request.js";
import { type RequestOptions, requestNear } from "./requestNear.js";
import { requestsInOrder } from "./requestsInOrder.js";

/** Those of `requestNear` but `wild`: wild requests are in no list. */
export interface RequestsOptions extends Omit<RequestOptions, "wild"> {
  /** decides the order; @defaultValue 1 */
  readonly seed?: number;
  /** how many at most; @defaultValue 1000 */
  readonly size?: number;
}

/**
 * Requests near some policies, none of them twice: for each statement those with each of its actions, resources and
 * values of keys, and those just outside of each; at random where these are used up. Several policy sets begin with
 * the statements in which they differ. The same policies and seed give the same requests.
 *
 * A draw of `requestNear` cannot know of the draws before it, so that many are the same. Give these requests to
 * fast-check as `examples` in place of them: seed, path and shrinking work as ever.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import fc from "fast-check";
 * import { requestNear, requestsNear } from "planproof/generators";
 * import { authorize, compile, findManagedPolicy } from "planproof/policies";
 *
 * const { document } = findManagedPolicy("AWSBatchServiceRole")!;
 * const policies = { identity: [{ source: "AWSBatchServiceRole", document }] };
 * const compiled = compile(policies);
 * const createsNoUsers = fc.property(requestNear(policies), (request) =>
 *   assert(request.action !== "iam:CreateUser" || authorize(compiled, request) !== "allowed"),
 * );
 * const examples = requestsNear(policies, { size: 200 }).map((request): [typeof request] => [request]);
 * fc.assert(createsNoUsers, { seed: 1, numRuns: 300, examples });
 * ```
 */
export function requestsNear(
  policies: PolicySet | readonly PolicySet[],
  { seed = 1, size = 1000, ...options }: RequestsOptions = {},
): readonly Request[] {
  if ("wild" in options) throw new TypeError("requestsNear: `wild` is an option of `requestNear` alone");
  const arbitrary = requestNear(policies, options);
  const listed = requestsInOrder(arbitrary, { seed, size });
  if (listed.length === size) return listed;
  const drawn = fc.sample(arbitrary, { seed, numRuns: 2 * (size - listed.length) });
  const distinct = new Map([...listed, ...drawn].map((request) => [JSON.stringify(request), request]));
  return [...distinct.values()].slice(0, size);
}
