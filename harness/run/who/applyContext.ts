import { compileCondition } from "../../../policies/evaluate/compileCondition.js";
import type {
  Condition,
  PolicyDocument,
  PolicyVersion,
  Statement,
} from "../../../policies/language/policyDocument.js";
import type { HeldResource, Policy, PolicySet } from "../../../policies/language/policySet.js";
import type { Request } from "../../../policies/language/request.js";
import { takesVariables } from "../../../policies/language/takesVariables.js";
import { hasVariable } from "../../../policies/language/template.js";

/**
 * Prepares what policies mean for requests with some context keys: conditions on these keys are decided, and
 * statements that cannot apply are left out. A condition with a policy variable stays as it is.
 */
export function applyContext(context: Request["context"]): (policies: PolicySet) => PolicySet {
  const keys = new Set(Object.keys(context).map((key) => key.toLowerCase()));
  if (keys.size === 0) return (policies) => policies;
  const request: Request = { principal: "*", action: "", resource: "", resourceAccount: "", context };
  const known = new WeakMap<PolicyDocument, PolicyDocument>();
  const isKnown = ({ operator, key, values }: Condition, version: PolicyVersion): boolean =>
    keys.has(key.toLowerCase()) &&
    !(version === "2012-10-17" && takesVariables(operator.name) && values.some(hasVariable));
  const kept = (statement: Statement, version: PolicyVersion): readonly Statement[] => {
    const decided = statement.conditions.filter((condition) => isKnown(condition, version));
    if (!decided.every((condition) => compileCondition(condition, version)(request))) return [];
    const conditions = statement.conditions.filter((condition) => !decided.includes(condition));
    return [decided.length === 0 ? statement : { ...statement, conditions }];
  };
  const inDocument = (document: PolicyDocument): PolicyDocument => {
    const { version } = document;
    const made = known.get(document) ?? {
      ...document,
      statements: document.statements.flatMap((statement) => kept(statement, version)),
    };
    known.set(document, made);
    return made;
  };
  return (policies) => mapDocuments(policies, inDocument);
}

function mapDocuments(set: PolicySet, change: (document: PolicyDocument) => PolicyDocument): PolicySet {
  const of = (policy: Policy): Policy => ({ ...policy, document: change(policy.document) });
  const ofAll = (policies: readonly Policy[]) => policies.map(of);
  const { identity, boundary, session, resource, resources, endpoint, scps, rcps } = set;
  return {
    identity: ofAll(identity),
    ...(boundary && { boundary: of(boundary) }),
    ...(session && { session: ofAll(session) }),
    ...(resource && { resource: of(resource) }),
    ...(resources && {
      resources: resources.map((held): HeldResource => ({ ...held, policies: ofAll(held.policies) })),
    }),
    ...(endpoint && { endpoint: of(endpoint) }),
    ...(scps && { scps: scps.map(ofAll) }),
    ...(rcps && { rcps: rcps.map(ofAll) }),
  };
}
