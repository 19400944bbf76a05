import type { PolicyKind } from "../../policies/language/policyDocument.js";
import type { Policy, PolicySet } from "../../policies/language/policySet.js";
import type { ServiceReference } from "../../policies/reference/serviceReference.js";
import { documentMutants } from "./documentMutants.js";
import { isTrust, layerOperators } from "./layerOperators.js";
import type { Mutant } from "./mutant.js";

/** The mutants of a policy set; see `mutantsOf`. A document that several sources share is changed in each alone. */
export const policySetMutants = (
  set: PolicySet,
  reference: ServiceReference,
): readonly Mutant<PolicySet>[] => [
  ...layerOperators.flatMap(({ name, edit }) =>
    edit(set).map(({ source, policies }) => ({ operator: name, source, pointer: "", mutated: policies })),
  ),
  ...placesIn(set).flatMap(({ policy, kind, put }) =>
    documentMutants(policy.document, { reference, kind }).map(({ mutated, ...mutant }) => ({
      ...mutant,
      source: policy.source,
      mutated: put({ source: policy.source, document: mutated }),
    })),
  ),
];

/** A policy of a set, and the set with another in its place. */
export interface MutablePolicy {
  readonly policy: Policy;
  readonly kind: PolicyKind;
  readonly put: (policy: Policy) => PolicySet;
}

export const placesIn = (set: PolicySet): readonly MutablePolicy[] => [
  ...listed(set.identity, "identity", (identity) => ({ ...set, identity })),
  ...single(set.boundary, "boundary", (boundary) => ({ ...set, boundary })),
  ...listed(set.session ?? [], "session", (session) => ({ ...set, session })),
  ...single(set.resource, "resource", (resource) => ({ ...set, resource })),
  ...(set.resources ?? []).flatMap((held, at) =>
    listed(held.policies, isTrust(held) ? "trust" : "resource", (policies) => ({
      ...set,
      resources: set.resources!.with(at, { ...held, policies }),
    })),
  ),
  ...single(set.endpoint, "endpoint", (endpoint) => ({ ...set, endpoint })),
  ...(set.scps ?? []).flatMap((level, at) =>
    listed(level, "scp", (policies) => ({ ...set, scps: set.scps!.with(at, policies) })),
  ),
  ...(set.rcps ?? []).flatMap((level, at) =>
    listed(level, "rcp", (policies) => ({ ...set, rcps: set.rcps!.with(at, policies) })),
  ),
];

const listed = (
  policies: readonly Policy[],
  kind: PolicyKind,
  put: (policies: readonly Policy[]) => PolicySet,
): readonly MutablePolicy[] =>
  policies.map((policy, at) => ({ policy, kind, put: (other) => put(policies.with(at, other)) }));

const single = (
  policy: Policy | undefined,
  kind: PolicyKind,
  put: (policy: Policy) => PolicySet,
): readonly MutablePolicy[] => (policy === undefined ? [] : [{ policy, kind, put }]);
