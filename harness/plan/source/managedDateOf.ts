import { policiesIn } from "../../../policies/language/policiesIn.js";
import { managedPoliciesDate } from "../../../policies/managed/managedPoliciesDate.js";
import type { Target } from "../../../properties/target.js";
import type { GivenPolicies } from "../policies/extractOptions.js";

/** The day of the AWS managed policies, where a target has one that the user did not give. */
export function managedDateOf(
  targets: readonly Target[],
  given: GivenPolicies = new Map(),
): { readonly managedPoliciesDate?: string } {
  const own = new Set([...given.values()].map(({ source }) => source));
  const isOfAws = (source: string) => source.startsWith("managed:") && !own.has(source.split("#")[0]!);
  // AWS has no managed policies of resources
  return targets.some(({ policies: { resources: _, ...own } }) =>
    policiesIn(own).some(({ source }) => isOfAws(source)),
  )
    ? { managedPoliciesDate: managedPoliciesDate() }
    : {};
}
