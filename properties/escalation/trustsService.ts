import { authorize } from "../../policies/evaluate/authorize.js";
import { compile } from "../../policies/evaluate/compile.js";
import type { HeldResource, PolicySet } from "../../policies/language/policySet.js";
import { findRequest } from "../../policies/prove/findRequest.js";

/**
 * Whether the trust policy of a role lets a service in by its name. `*` does not name one: what is public is reported by
 * another law.
 *
 * @param account that owns the role
 */
export function trustsService(trust: HeldResource, service: string, account: string): boolean {
  const policies = trust.policies.map(({ source, document }) => ({
    source,
    document: {
      ...document,
      statements: document.statements.filter(
        ({ effect, principal }) =>
          effect === "Deny" ||
          (principal !== undefined &&
            !principal.negated &&
            principal.principals.some(({ type, value }) => type === "Service" && value === service)),
      ),
    },
  }));
  if (!policies.some(({ document }) => document.statements.some(({ effect }) => effect === "Allow")))
    return false;
  const set: PolicySet = { identity: [], resources: [{ ...trust, policies }] };
  const [resource = ""] = trust.arns;
  const request = {
    principal: service,
    action: "sts:AssumeRole",
    resource,
    resourceAccount: account,
    context: {},
  };
  if (authorize(compile(set), request) === "allowed") return true;
  const asked = {
    action: { negated: false, patterns: ["sts:AssumeRole"] },
    resource: { negated: false, patterns: trust.arns },
  };
  const parts = [
    { kind: "of", policies: set },
    { kind: "matching", statement: asked },
  ] as const;
  return (
    findRequest({ kind: "both", parts }, { principal: service, resourceAccount: account }).kind === "found"
  );
}
