import { compileGlob, matchGlob } from "../../language/glob.js";
import type { PolicySet } from "../../language/policySet.js";
import type { ProveOptions } from "../question/proveOptions.js";
import { ActionComparison, type AlikeActions } from "./actionComparison.js";
import type { AccessSides, ActionDifference } from "./compareAction.js";

/**
 * Every action that the policy sets allow differently: each action that the policies name, each of the service
 * reference that their patterns match, and each pattern for the actions that the reference lacks. In order of
 * the actions. Two questions for each class of actions that neither the policies nor the reference distinguish.
 *
 * @throws Error when the evaluator does not agree on a witness: a bug
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { differencesByAction, parsePolicy } from "planproof/policies";
 *
 * const allowing = (action: string) => {
 *   const statement = { Effect: "Allow", Action: action, Resource: "*" };
 *   const parsed = parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement: statement }), "identity");
 *   assert(parsed.ok);
 *   return { identity: [{ source: action, document: parsed.value }] };
 * };
 * const [added] = differencesByAction({ identity: [] }, allowing("s3:GetObject"));
 * assert.equal(added?.action, "s3:GetObject");
 * assert.equal(added?.change, "added");
 * ```
 */
export function differencesByAction(
  left: PolicySet,
  right: PolicySet,
  options: ProveOptions = {},
): readonly ActionDifference[] {
  const sides: AccessSides = [
    { kind: "of", policies: left },
    { kind: "of", policies: right },
  ];
  const comparison = new ActionComparison(sides, options);
  const found = comparison.between(...sides);
  const listed = found.filter(({ unlisted }) => unlisted === undefined);
  return [
    ...listed.flatMap((alike) => alike.actions.map((action) => comparison.of(action, alike, sides))),
    ...unlistedNews(found).map(({ difference }) => difference),
  ].toSorted((one, other) => (one.action < other.action ? -1 : one.action > other.action ? 1 : 0));
}

/** The differences of unlisted actions that none of a listed action of the same pattern says as much as. */
export const unlistedNews = (found: readonly AlikeActions[]): readonly AlikeActions[] =>
  found.filter(
    ({ unlisted, difference }) => unlisted === "reported" && !found.some((one) => tells(one, difference)),
  );

function tells(
  { unlisted, actions, difference: listed }: AlikeActions,
  { action, gained, lost }: ActionDifference,
): boolean {
  if (unlisted !== undefined) return false;
  if ((gained && !listed.gained) || (lost && !listed.lost)) return false;
  const glob = compileGlob(action.toLowerCase());
  return actions.some((name) => matchGlob(glob, name.toLowerCase()));
}
