import type { Policy, PolicySet } from "./policySet.js";

/** Every policy of a set, layer by layer, the identity policies first. */
export const policiesIn = (set: PolicySet): readonly Policy[] =>
  [
    ...set.identity,
    set.boundary,
    ...(set.session ?? []),
    set.resource,
    ...(set.resources ?? []).flatMap(({ policies }) => policies),
    set.endpoint,
    ...(set.scps ?? []).flat(),
    ...(set.rcps ?? []).flat(),
  ].filter((policy) => policy !== undefined);
