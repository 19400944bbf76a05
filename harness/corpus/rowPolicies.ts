import type { Policy, PolicySet } from "../../policies/language/policySet.js";
import { policyJson, printPolicy } from "../../policies/language/printPolicy.js";
import { findManagedPolicy } from "../../policies/managed/findManagedPolicy.js";

/** A policy set as a case row writes it: bundled policies by name and version, others as documents. */
export const rowPolicies = (set: PolicySet) => ({
  identity: set.identity.map(rowPolicy),
  ...(set.boundary && { boundary: rowPolicy(set.boundary) }),
  ...(set.session && { session: set.session.map(rowPolicy) }),
  ...(set.resource && { resource: rowPolicy(set.resource) }),
  ...(set.resources && {
    resources: set.resources.map((held) => ({ ...held, policies: held.policies.map(rowPolicy) })),
  }),
  ...(set.endpoint && { endpoint: rowPolicy(set.endpoint) }),
  ...(set.scps && { scps: set.scps.map((level) => level.map(rowPolicy)) }),
  ...(set.rcps && { rcps: set.rcps.map((level) => level.map(rowPolicy)) }),
});

/** A source can be a part of a bundled policy: only the whole goes by its name. */
function rowPolicy({ source, document }: Policy): unknown {
  const managed = source.startsWith("managed:")
    ? findManagedPolicy(source.slice("managed:".length))
    : undefined;
  return managed !== undefined && printPolicy(managed.document) === printPolicy(document)
    ? `managed:${managed.name}@${managed.version}`
    : policyJson(document);
}
