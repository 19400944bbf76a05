import type { PolicyDocument, PolicyKind } from "../../policies/language/policyDocument.js";
import type { PolicySet } from "../../policies/language/policySet.js";
import { emptyServiceReference } from "../../policies/reference/emptyServiceReference.js";
import type { ServiceReference } from "../../policies/reference/serviceReference.js";
import { checkOptions } from "../near/checkOptions.js";
import { documentMutants } from "./documentMutants.js";
import type { Mutant } from "./mutant.js";
import { policySetMutants } from "./policySetMutants.js";

export interface MutantOptions {
  /** real actions and resource types; @defaultValue one that knows no service, so that no action can be added */
  readonly reference?: ServiceReference;
  /** what the document is used for; @defaultValue "resource" if a statement has principals, else "identity" */
  readonly kind?: PolicyKind;
}

/**
 * Every policy that differs from the given one by one mistake of those that are made in edits and reviews: see
 * `mutationOperators`. Each mutant is a document that AWS stores, no two of them read alike, and none reads like
 * the original. Some mean the same as the original nevertheless.
 *
 * Of a policy set, the mutants are those of each of its documents, and the set without each of its policies.
 *
 * Cost: some hundred mutants for a policy of ten statements.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { mutantsOf } from "planproof/generators";
 * import { findManagedPolicy } from "planproof/policies";
 *
 * const { document } = findManagedPolicy("AWSBatchServiceRole")!;
 * const dropped = mutantsOf(document).filter(({ operator }) => operator === "condition-drop");
 * assert(dropped.length > 0);
 * assert.equal(dropped[0]!.mutated.statements.length, document.statements.length);
 * ```
 */
export function mutantsOf(policies: PolicyDocument, options?: MutantOptions): readonly Mutant[];
export function mutantsOf(
  policies: PolicySet,
  options?: Pick<MutantOptions, "reference">,
): readonly Mutant<PolicySet>[];
export function mutantsOf(
  policies: PolicyDocument | PolicySet,
  options: MutantOptions = {},
): readonly Mutant[] | readonly Mutant<PolicySet>[] {
  checkOptions("mutantsOf", options, ["reference", "kind"]);
  const { reference = emptyServiceReference, kind } = options;
  if ("identity" in policies) return policySetMutants(policies, reference);
  const hasPrincipals = policies.statements.some(({ principal }) => principal !== undefined);
  return documentMutants(policies, { reference, kind: kind ?? (hasPrincipals ? "resource" : "identity") });
}
