import type { Mutant } from "../../generators/mutants/mutant.js";
import { mutantsOf } from "../../generators/mutants/mutantsOf.js";
import { classifyMutant } from "../../harness/run/mutate/classifyMutant.js";
import { authorize } from "../../policies/evaluate/authorize.js";
import { compile } from "../../policies/evaluate/compile.js";
import type { PolicySet } from "../../policies/language/policySet.js";
import type { Request } from "../../policies/language/request.js";
import { proverFor } from "../../policies/prove/question/prover.js";
import type { ServiceReference } from "../../policies/reference/serviceReference.js";

export const principal = "arn:aws:iam::111122223333:role/example";

/** The mutants of policies that a request which AWS could send distinguishes, by proof. */
export function killableMutants(
  policies: PolicySet,
  reference: ServiceReference,
): readonly Mutant<PolicySet>[] {
  const prover = proverFor({ reference, universe: "typed", principal });
  return mutantsOf(policies, { reference }).filter(
    (mutant) => classifyMutant(policies, mutant, prover).kind === "distinguishable",
  );
}

/** The mutants that none of the requests distinguishes from the original. */
export function survivors(
  policies: PolicySet,
  mutants: readonly Mutant<PolicySet>[],
  requests: readonly Request[],
): readonly Mutant<PolicySet>[] {
  const original = compile(policies);
  const allowed = requests.map((request) => authorize(original, request) === "allowed");
  return mutants.filter(({ mutated }) => {
    const compiled = compile(mutated);
    return !requests.some((request, at) => (authorize(compiled, request) === "allowed") !== allowed[at]);
  });
}
