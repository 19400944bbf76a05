import type { Policy, PolicySet } from "../../policies/language/policySet.js";
import { policyJson, printPolicy } from "../../policies/language/printPolicy.js";
import { findManagedPolicy } from "../../policies/managed/findManagedPolicy.js";

/**
 * A policy set as a case row writes it.
 *
 * @param write how a policy is written; @defaultValue bundled ones by name and version, others as documents
 */
export const rowPolicies = (set: PolicySet, write: (policy: Policy) => unknown = rowPolicy) => ({
  identity: set.identity.map(write),
  ...(set.boundary && { boundary: write(set.boundary) }),
  ...(set.session && { session: set.session.map(write) }),
  ...(set.resource && { resource: write(set.resource) }),
  ...(set.resources && {
    resources: set.resources.map((held) => ({ ...held, policies: held.policies.map(write) })),
  }),
  ...(set.endpoint && { endpoint: write(set.endpoint) }),
  ...(set.scps && { scps: set.scps.map((level) => level.map(write)) }),
  ...(set.rcps && { rcps: set.rcps.map((level) => level.map(write)) }),
});

const rowPolicy = (policy: Policy): unknown => bundledName(policy) ?? policyJson(policy.document);

/** `managed:NAME@vN`. A source can be a part of a bundled policy: only the whole goes by its name. */
export function bundledName({ source, document }: Policy): string | undefined {
  const managed = source.startsWith("managed:")
    ? findManagedPolicy(source.slice("managed:".length))
    : undefined;
  return managed !== undefined && printPolicy(managed.document) === printPolicy(document)
    ? `managed:${managed.name}@${managed.version}`
    : undefined;
}
