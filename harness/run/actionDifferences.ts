import type { PolicySet } from "../../policies/language/policySet.js";
import { type ActionDifference, differencesByAction } from "../../policies/prove/differencesByAction.js";
import type { ProveOptions } from "../../policies/prove/proveOptions.js";
import type { ServiceReference } from "../../policies/reference/serviceReference.js";
import { policiesIn } from "./policiesIn.js";

/**
 * Every action that one policy set allows otherwise than the other, by its name in lower case; where the
 * service reference does not have the service, a pattern for the actions that nobody names.
 */
export const actionDifferences = (
  left: PolicySet,
  right: PolicySet,
  { reference, ...options }: ProveOptions & { readonly reference: ServiceReference },
): ReadonlyMap<string, ActionDifference> => {
  const known = new Set(reference.services);
  const isUnlisted = (action: string) =>
    isPattern(action) && !known.has(action.split(":", 1)[0]!.toLowerCase());
  const patterns = [left, right]
    .flatMap(policiesIn)
    .flatMap(({ document }) => document.statements.flatMap(({ action }) => action.patterns));
  const all = differencesByAction(left, right, { ...options, reference });
  const rest = patterns.some(isUnlisted) ? differencesByAction(left, right, options) : [];
  const differences = [...all, ...rest.filter(({ action }) => isUnlisted(action))];
  return new Map(differences.map((difference) => [difference.action.toLowerCase(), difference]));
};

/** With a wildcard, and not in place of the service. */
const isPattern = (action: string): boolean => /^[^:*?]+:.*[*?]/.test(action);
