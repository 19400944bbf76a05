import { compileGlob, matchGlob } from "../language/glob.js";
import type { PolicySet } from "../language/policySet.js";
import { ActionComparison } from "./actionComparison.js";
import type { ActionDifference } from "./compareAction.js";
import type { ProveOptions } from "./proveOptions.js";

/**
 * Every action that one policy set allows otherwise than the other: each action that the policies name, each
 * of the service reference that their patterns match, and each pattern for the actions that the reference
 * lacks. In order of the actions. Two questions for each class of actions that neither the policies nor the
 * reference distinguish.
 */
export const differencesByAction = (
  left: PolicySet,
  right: PolicySet,
  options: ProveOptions = {},
): readonly ActionDifference[] => {
  const comparison = new ActionComparison([left, right], options);
  const found = comparison.between(left, right);
  const named = found.flatMap((alike) =>
    alike.unlisted ? [] : alike.actions.map((action) => comparison.of(action, alike, [left, right])),
  );
  const unlisted = found.flatMap(({ unlisted: weight, difference }) =>
    weight === "reported" && !named.some((one) => tells(one, difference)) ? [difference] : [],
  );
  return [...named, ...unlisted].toSorted((one, other) =>
    one.action < other.action ? -1 : one.action > other.action ? 1 : 0,
  );
};

/** Whether the difference of a listed action says all that one of the unlisted ones of a pattern does. */
const tells = (listed: ActionDifference, { action, gained, lost }: ActionDifference): boolean =>
  matchGlob(compileGlob(action.toLowerCase()), listed.action.toLowerCase()) &&
  (gained === undefined || listed.gained !== undefined) &&
  (lost === undefined || listed.lost !== undefined);
