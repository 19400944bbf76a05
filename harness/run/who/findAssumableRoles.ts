import type { HeldResource } from "../../../policies/language/policySet.js";
import { typedReference } from "../../../policies/prove/question/typedReference.js";
import type { ServiceReference } from "../../../policies/reference/serviceReference.js";
import { boundsOf, type Target } from "../../../properties/target.js";
import { type AskedRequests, askedRequests } from "./askedRequests.js";
import { judgeRequester } from "./judgeRequester.js";
import { withinResources } from "./meetsAccess.js";
import { principalApplicant } from "./principalApplicant.js";
import type { WhoAllowed, WhoUndecided } from "./who.js";

/** A principal that can become a role. */
export interface AssumableRole extends Omit<WhoAllowed, "target" | "caller"> {
  /** the address of the principal */
  readonly from: string;
  /** the address of the role */
  readonly to: string;
}

/** A principal and a role of which that depends on something unknown. */
export interface UndecidedRole extends Omit<WhoUndecided, "target" | "caller"> {
  readonly from: string;
  readonly to: string;
}

/** Which principals of a source may assume which of its roles. */
export interface AssumableRoles {
  readonly edges: readonly AssumableRole[];
  readonly undecided: readonly UndecidedRole[];
}

/**
 * Finds which principals may assume which roles, by all policies that decide it: the principal's own, boundary, session
 * policy and SCPs, and the trust policy of the role. The roles of a principal are those whose trust policies are joined
 * with it, so that most pairs are never asked about.
 */
export function findAssumableRoles(
  principals: readonly Target[],
  reference: ServiceReference,
): AssumableRoles {
  const options = { reference: typedReference(reference), universe: "typed" } as const;
  const asked = new Map<string, AskedRequests>();
  const askedOf = (resource: string): AskedRequests => {
    const known = asked.get(resource) ?? askedRequests({ action: "sts:AssumeRole", resource });
    asked.set(resource, known);
    return known;
  };
  const judged = principals.flatMap((target) => {
    const roles = rolesOf(target);
    if (roles.length === 0) return [];
    const applicant = principalApplicant(target, roles[0]!.arns[0] ?? "", options);
    return roles.map((role) => {
      const readings = withinResources(target, isMet(role));
      return {
        to: role.address,
        judged: judgeRequester({ ...applicant, readings }, askedOf(role.arns[0] ?? "")),
      };
    });
  });
  return {
    edges: judged.flatMap(({ to, judged: one }) => {
      if (one.kind !== "allowed") return [];
      const { target: from, caller: _, ...found } = one.found;
      return [{ from, to, ...found }];
    }),
    undecided: judged.flatMap(({ to, judged: one }) => {
      if (one.kind !== "undecided") return [];
      const { target: from, caller: _, ...found } = one.found;
      return [{ from, to, ...found }];
    }),
  };
}

/** The other roles whose trust policies take part in what a principal may do. */
function rolesOf({ principal, ...readings }: Target): readonly HeldResource[] {
  const { upper, lower } = boundsOf(readings);
  const all = [...(upper.resources ?? []), ...(lower.resources ?? [])];
  const roles = all.filter(
    ({ actions = [], arns }) => actions.includes("sts:*") && !arns.includes(principal),
  );
  return [...new Map(roles.map((role) => [role.address, role])).values()];
}

/** Whether another resource may be on the requests for a role: as a rule none is. */
const isMet =
  (role: HeldResource) =>
  ({ address, arns }: HeldResource): boolean =>
    address === role.address || arns.some((arn) => /[*?]/.test(arn));
