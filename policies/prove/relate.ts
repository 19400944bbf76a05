import type { PolicySet } from "../language/policySet.js";
import type { Request } from "../language/request.js";
import { findRequest } from "./findRequest.js";
import { type Containment, containmentOf } from "./prove.js";
import type { Access } from "./question/access.js";
import { difference } from "./question/access.js";
import type { ProveOptions } from "./question/proveOptions.js";
import { proverFor } from "./question/prover.js";

/** How two policy sets relate: `subset` says that the left one allows less than the right one. */
export interface AccessRelation {
  readonly relation: "equal" | "subset" | "superset" | "incomparable" | "undecided";
  /** a request that only the left side allows */
  readonly leftOnly: Request | undefined;
  readonly rightOnly: Request | undefined;
  /** whether the left side lies within the right one, and the other way round */
  readonly forward: Containment;
  readonly backward: Containment;
}

/**
 * Compares two policy sets in both directions, each with the full budget.
 *
 * @throws Error when the evaluator does not agree on a witness: a bug
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { parsePolicy, relate } from "planproof/policies";
 *
 * const allowing = (action: string) => {
 *   const statement = { Effect: "Allow", Action: action, Resource: "*" };
 *   const parsed = parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement: statement }), "identity");
 *   assert(parsed.ok);
 *   return { identity: [{ source: action, document: parsed.value }] };
 * };
 * assert.equal(relate(allowing("s3:Get*"), allowing("s3:*")).relation, "subset");
 * assert.equal(relate(allowing("s3:*"), allowing("s3:*")).relation, "equal");
 * ```
 */
export const relate = (left: PolicySet, right: PolicySet, options: ProveOptions = {}): AccessRelation =>
  relateAccess({ kind: "of", policies: left }, { kind: "of", policies: right }, options);

/** The same for any two sets of requests. */
export function relateAccess(left: Access, right: Access, options: ProveOptions): AccessRelation {
  const prover = proverFor(options);
  const forward = containmentOf(findRequest(difference(left, right), prover));
  const backward = containmentOf(findRequest(difference(right, left), prover));
  return {
    relation: relationOf(forward.verdict, backward.verdict),
    leftOnly: forward.verdict === "refuted" ? forward.witness : undefined,
    rightOnly: backward.verdict === "refuted" ? backward.witness : undefined,
    forward,
    backward,
  };
}

function relationOf(
  forward: Containment["verdict"],
  backward: Containment["verdict"],
): AccessRelation["relation"] {
  if (forward === "undecided" || backward === "undecided") return "undecided";
  if (forward === "proved") return backward === "proved" ? "equal" : "subset";
  return backward === "proved" ? "superset" : "incomparable";
}
