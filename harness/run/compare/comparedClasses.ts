import type { Policy, PolicySet } from "../../../policies/language/policySet.js";
import type { CallerClass } from "../../../policies/prove/callers/callerClass.js";
import { callerClasses } from "../../../policies/prove/callers/callerClasses.js";
import { boundsOf, type Target } from "../../../properties/target.js";

/** Readings of policies that are known in part: all that is possible, or what is so in any case. */
type Reading = "possible" | "certain";

/**
 * The classes of callers that the resource policies of some targets distinguish; empty for policies that do not name
 * principals, and for those that name callers of no request.
 *
 * @param reading `certain`: without those that only a principal that is unknown may make one; @defaultValue "possible"
 */
export function comparedClasses(
  targets: readonly Target[],
  reading: Reading = "possible",
): readonly CallerClass[] {
  const policies = targets.flatMap((target) => policiesOf(target, reading));
  if (!policies.some(hasPrincipals)) return [];
  const owners = (targets.every(isResourceTarget) ? targets : []).flatMap(
    ({ policies: { resources = [] } }) => resources,
  );
  const account = owners.flatMap((one) => one.account ?? []).at(0);
  return callerClasses(policies, account === undefined ? {} : { account });
}

/** Whether some of the policies that are compared are those of a resource. */
export const namesPrincipals = (targets: readonly Target[]): boolean =>
  targets.flatMap((target) => policiesOf(target, "possible")).some(hasPrincipals);

const hasPrincipals = ({ document }: Policy): boolean =>
  document.statements.some(({ principal }) => principal !== undefined);

/** Whether a target is a resource with its policies; those that a principal is joined with are not compared alone. */
export const isResourceTarget = ({ resource }: Target): boolean => resource !== undefined;

function policiesOf(target: Target, reading: Reading): readonly Policy[] {
  const { upper, lower } = boundsOf(target);
  return (reading === "certain" ? [lower] : [upper, lower]).flatMap((set) => comparedIn(set, target));
}

/** The policies in one of the readings of a target that are compared where callers count. */
export const comparedIn = (
  { identity, resource, resources = [] }: PolicySet,
  target: Target,
): readonly Policy[] =>
  isResourceTarget(target)
    ? resources.flatMap(({ policies }) => policies)
    : [...identity, ...(resource ? [resource] : [])];
