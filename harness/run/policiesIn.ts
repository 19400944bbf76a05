import type { Policy, PolicySet } from "../../policies/language/policySet.js";

/** Every policy of a set, layer by layer, the identity policies first. */
export const policiesIn = (set: PolicySet): readonly Policy[] => [
  ...set.identity,
  ...one(set.boundary),
  ...(set.session ?? []),
  ...one(set.resource),
  ...one(set.endpoint),
  ...(set.scps ?? []).flat(),
  ...(set.rcps ?? []).flat(),
];

const one = (policy: Policy | undefined): readonly Policy[] => (policy === undefined ? [] : [policy]);
