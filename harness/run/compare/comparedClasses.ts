import type { Policy, PolicySet } from "../../../policies/language/policySet.js";
import type { CallerClass } from "../../../policies/prove/callers/callerClass.js";
import { callerClasses } from "../../../policies/prove/callers/callerClasses.js";

/**
 * The classes of callers that some resource policies distinguish; empty for policies that do not name principals,
 * and for those that name callers of no request.
 */
export const comparedClasses = (sets: readonly PolicySet[]): readonly CallerClass[] =>
  namesPrincipals(sets) ? callerClasses(sets.flatMap(ofResource), accountOf(sets)) : [];

/** Whether some of the policies that are compared are those of a resource. */
export const namesPrincipals = (sets: readonly PolicySet[]): boolean =>
  sets
    .flatMap(ofResource)
    .some(({ document }) => document.statements.some(({ principal }) => principal !== undefined));

/** A set that holds nothing but resources is about these; in any other they are what a principal has in addition. */
export const isOfResources = ({ identity, resource, resources = [] }: PolicySet): boolean =>
  identity.length === 0 && resource === undefined && resources.length > 0;

const ofResource = (set: PolicySet): readonly Policy[] =>
  isOfResources(set)
    ? set.resources!.flatMap(({ policies }) => policies)
    : [...set.identity, ...(set.resource ? [set.resource] : [])];

function accountOf(sets: readonly PolicySet[]) {
  const account = sets.flatMap(({ resources = [] }) => resources.flatMap((one) => one.account ?? [])).at(0);
  return account === undefined || !sets.some(isOfResources) ? {} : { account };
}
