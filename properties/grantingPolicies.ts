import type { Policy, PolicySet } from "../policies/language/policySet.js";

/** The policies of a set that can grant: of the identity and of resources, not those that only limit. */
export const grantingPolicies = ({ identity, resource, resources = [] }: PolicySet): readonly Policy[] => [
  ...identity,
  ...(resource === undefined ? [] : [resource]),
  ...resources.flatMap(({ policies }) => policies),
];
