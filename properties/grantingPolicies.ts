import type { Policy, PolicySet } from "../policies/language/policySet.js";
import type { Target } from "./target.js";

/** The policies of a set that can grant: of the identity and of resources, not those that only limit. */
export const grantingPolicies = ({ identity, resource, resources = [] }: PolicySet): readonly Policy[] => [
  ...identity,
  ...(resource === undefined ? [] : [resource]),
  ...resources.flatMap(({ policies }) => policies),
];

/** Whether policies of a target can grant something, or are unknown. */
export const grantsSomething = ({ policies, holes }: Pick<Target, "policies" | "holes">): boolean =>
  holes.length > 0 ||
  policies.identity.length > 0 ||
  policies.resource !== undefined ||
  (policies.resources ?? []).some((held) => held.policies.length > 0);
