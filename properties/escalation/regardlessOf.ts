import type { Statement } from "../../policies/language/policyDocument.js";
import type { Policy, PolicySet } from "../../policies/language/policySet.js";

/**
 * What some policies grant regardless of the values of some keys: an Allow with a condition on one grants nothing, a Deny
 * denies as if that were met.
 */
export function regardlessOf(set: PolicySet, keys: ReadonlySet<string>): PolicySet {
  const isIn = (text: string) => [...keys].some((one) => text.includes(`\${${one}`));
  const dependsOn = ({ key, values }: Statement["conditions"][number]) => keys.has(key) || values.some(isIn);
  const statementsOf = (statement: Statement): readonly Statement[] => {
    const conditions = statement.conditions.filter((one) => !dependsOn(one));
    const { effect, resource } = statement;
    const isOnTag = resource?.patterns.some(isIn) ?? false;
    if (conditions.length === statement.conditions.length && !isOnTag) return [statement];
    if (effect === "Allow") return [];
    return [{ ...statement, conditions, ...(isOnTag && { resource: { negated: false, patterns: ["*"] } }) }];
  };
  const of = ({ source, document }: Policy): Policy => ({
    source,
    document: { ...document, statements: document.statements.flatMap(statementsOf) },
  });
  const { identity, boundary, session, resource, resources, endpoint, scps, rcps } = set;
  return {
    identity: identity.map(of),
    ...(boundary && { boundary: of(boundary) }),
    ...(session && { session: session.map(of) }),
    ...(resource && { resource: of(resource) }),
    ...(resources && { resources: resources.map((one) => ({ ...one, policies: one.policies.map(of) })) }),
    ...(endpoint && { endpoint: of(endpoint) }),
    ...(scps && { scps: scps.map((level) => level.map(of)) }),
    ...(rcps && { rcps: rcps.map((level) => level.map(of)) }),
  };
}
