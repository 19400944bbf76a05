import type { PolicySet } from "../language/policySet.js";
import type { Request } from "../language/request.js";
import type { Answer } from "./answer.js";
import { findRequest } from "./findRequest.js";
import { type Containment, containmentOf } from "./prove.js";
import { type Access, difference } from "./question/access.js";
import type { ProveOptions } from "./question/proveOptions.js";
import { type Prover, proverFor } from "./question/prover.js";

/** What can be done under some policies: a set of requests that can be combined and compared. */
export interface AccessSet {
  readonly access: Access;
  /** whether the request is in the set, by the evaluator */
  contains(request: Request): boolean;
  /** whether every request of this set is in the other */
  isSubsetOf(other: AccessSet): Containment;
  minus(other: AccessSet): AccessSet;
  intersect(other: AccessSet): AccessSet;
  union(other: AccessSet): AccessSet;
  /** a request of the set, or a certificate that the set is empty */
  witness(): Answer;
  /** proved: no request is in the set; refuted: the witness is */
  isEmpty(): Containment;
}

/**
 * What a policy set allows, as one object. `sts:GetCallerIdentity`, which nothing can deny, is left out of
 * {@link AccessSet.witness} and {@link AccessSet.isEmpty}.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { accessOf, parsePolicy } from "planproof/policies";
 *
 * const allowing = (action: string) => {
 *   const statement = { Effect: "Allow", Action: action, Resource: "*" };
 *   const parsed = parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement: statement }), "identity");
 *   assert(parsed.ok);
 *   return { identity: [{ source: action, document: parsed.value }] };
 * };
 * const added = accessOf(allowing("s3:*")).minus(accessOf(allowing("s3:Get*")));
 * assert.equal(added.isEmpty().verdict, "refuted");
 * assert.equal(added.intersect(accessOf(allowing("s3:GetObject"))).isEmpty().verdict, "proved");
 * ```
 */
export const accessOf = (policies: PolicySet, options: ProveOptions = {}): AccessSet =>
  accessSet({ kind: "of", policies }, proverFor(options));

const accessSet = (access: Access, prover: Prover): AccessSet => ({
  access,
  contains: (request) => prover.contains(access)(request),
  isSubsetOf: (other) => containmentOf(findRequest(difference(access, other.access), prover)),
  minus: (other) => accessSet(difference(access, other.access), prover),
  intersect: (other) => accessSet({ kind: "both", parts: [access, other.access] }, prover),
  union: (other) => accessSet({ kind: "either", parts: [access, other.access] }, prover),
  witness: () => findRequest(access, prover),
  isEmpty: () => containmentOf(findRequest(access, prover)),
});
