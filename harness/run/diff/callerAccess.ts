import type { HeldResource } from "../../../policies/language/policySet.js";
import { type CallerClass, policiesFor } from "../../../policies/prove/callers/callerClass.js";
import { callerKeysOf } from "../../../policies/prove/callers/callerKeysOf.js";
import type { Access } from "../../../policies/prove/question/access.js";
import { allowedBy, inAll } from "../../../properties/allowedBy.js";

/** The requests on a resource. */
export const inSpace = ({ actions = ["*"], arns }: Pick<HeldResource, "actions" | "arns">): Access => ({
  kind: "matching",
  statement: {
    action: { negated: false, patterns: actions },
    resource: { negated: false, patterns: arns },
  },
});

/** What the members of a class may do with a resource. */
export const callerAccess = (callers: CallerClass, held: HeldResource): Access =>
  inAll(allowedBy(policiesFor(callers, held)), inSpace(held));

/**
 * The requests that would be in a set if a member of a class had made them. For the members of an organization the
 * request itself must say that the caller is in it.
 */
export function asCaller(callers: CallerClass, part: Access): Access {
  const as: Access = { kind: "as", part, principal: callers.principal, keys: callerKeysOf(callers) };
  if (callers.kind !== "organization") return as;
  const inOrganization: Access = {
    kind: "matching",
    statement: {
      conditions: [
        {
          operator: { name: "StringEquals", ifExists: false },
          key: "aws:PrincipalOrgID",
          values: callers.members.organization?.only ?? [],
        },
      ],
    },
  };
  return inAll(inOrganization, as);
}
