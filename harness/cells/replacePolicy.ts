import type { Policy, PolicySet } from "../../policies/language/policySet.js";

/** The policy set with one of its policies in the place of another. */
export function replacePolicy(set: PolicySet, wanted: Policy, by: Policy): PolicySet {
  const one = (policy: Policy): Policy => (policy === wanted ? by : policy);
  const all = (policies: readonly Policy[]): readonly Policy[] => policies.map(one);
  const { identity, boundary, session, resource, resources, endpoint, scps, rcps } = set;
  return {
    identity: all(identity),
    ...(boundary && { boundary: one(boundary) }),
    ...(session && { session: all(session) }),
    ...(resource && { resource: one(resource) }),
    ...(resources && { resources: resources.map((held) => ({ ...held, policies: all(held.policies) })) }),
    ...(endpoint && { endpoint: one(endpoint) }),
    ...(scps && { scps: scps.map(all) }),
    ...(rcps && { rcps: rcps.map(all) }),
  };
}
