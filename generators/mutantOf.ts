import fc from "fast-check";
import type { PolicySet } from "../policies/language/policySet.js";
import type { Mutant } from "./mutants/mutant.js";
import { type MutantOptions, mutantsOf } from "./mutants/mutantsOf.js";

/**
 * A policy set with one mistake in it, one of `mutantsOf`; each is as likely as any other. Shrinks to one that
 * `mutantsOf` lists earlier.
 *
 * @param policies with at least one statement
 * @example
 * ```ts
 * import fc from "fast-check";
 * import { mutantOf } from "planproof/generators";
 * import { findManagedPolicy } from "planproof/policies";
 *
 * const { document } = findManagedPolicy("AWSBatchServiceRole")!;
 * const policies = { identity: [{ source: "AWSBatchServiceRole", document }] };
 * for (const { operator, pointer } of fc.sample(mutantOf(policies), { seed: 1, numRuns: 3 }))
 *   console.log(operator, pointer);
 * ```
 */
export const mutantOf = (
  policies: PolicySet,
  options: Pick<MutantOptions, "reference"> = {},
): fc.Arbitrary<Mutant<PolicySet>> => fc.constantFrom(...mutantsOf(policies, options));
