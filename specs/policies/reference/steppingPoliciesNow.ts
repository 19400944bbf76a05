import { managedPolicies } from "../../../policies/managed/managedPolicies.js";
import { stepActions } from "../../../properties/escalation/answerable.js";
import { policyAllows } from "../../../properties/escalation/policyAllows.js";

/** The names of the AWS managed policies that allow an action of any step, those that allow most of these first. */
export const steppingPoliciesNow = (): readonly string[] =>
  managedPolicies
    .filter(({ kind }) => kind === "attachable" || kind === "service-role")
    .map(({ name, versions }) => {
      const allows = policyAllows({ source: name, document: versions.at(-1)!.document });
      const count = stepActions.filter(allows).length;
      return { name, count };
    })
    .filter(({ count }) => count > 0)
    .toSorted((one, other) => other.count - one.count || (one.name < other.name ? -1 : 1))
    .map(({ name }) => name);
