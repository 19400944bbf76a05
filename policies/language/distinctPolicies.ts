import { policiesIn } from "./policiesIn.js";
import type { HeldResource, Policy, PolicySet } from "./policySet.js";

/** Every policy of some sets, each once. Principals share lists of thousands of resources, which are read once. */
export function distinctPolicies(sets: Iterable<PolicySet>): ReadonlySet<Policy> {
  const policies = new Set<Policy>();
  const read = new Set<readonly HeldResource[]>();
  for (const { resources = [], ...own } of sets) {
    const held = read.has(resources) ? [] : resources;
    read.add(resources);
    for (const policy of policiesIn({ ...own, resources: held })) policies.add(policy);
  }
  return policies;
}
