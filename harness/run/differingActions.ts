import type { Request } from "../../policies/language/request.js";
import { type ActionDifference, differencesByAction } from "../../policies/prove/differencesByAction.js";
import type { Target } from "../../properties/target.js";
import { callersNamed } from "./callersNamed.js";
import type { CompareOptions, Relation } from "./comparePolicies.js";
import { defaultUniverse } from "./defaultUniverse.js";

/** How two sides relate in one action in which they differ. */
export interface DifferingAction {
  /** an action, or a pattern for those that it matches and that are not told of by themselves */
  readonly action: string;
  /** `subset`: the left side allows less of it, or nothing */
  readonly relation: Exclude<Relation, "equal">;
  /** a request for it that only the left side allows */
  readonly leftOnly: Request | null;
  readonly rightOnly: Request | null;
}

/**
 * All actions in which two sides differ, for the left one's principal: those of a service reference one by one,
 * without one as the policies write them. Undefined where parts of the sides are open, and for policies that
 * tell callers apart.
 */
export function differingActions(
  left: Target,
  right: Target,
  {
    reference,
    universe = reference ? defaultUniverse(reference) : "any",
  }: Partial<Pick<CompareOptions, "reference" | "universe">>,
): readonly DifferingAction[] | undefined {
  const sides = [left, right];
  const isOpen = ({ holes, narrowest }: Target) => holes.length > 0 || narrowest !== undefined;
  if (sides.some(isOpen) || callersNamed(sides.map(({ policies }) => policies)).length > 0) return undefined;
  const options = { principal: left.principal, universe, ...(reference && { reference }) };
  return differencesByAction(left.policies, right.policies, options).map(
    ({ action, change, gained, lost }) => ({
      action,
      relation: relations[change],
      leftOnly: lost ?? null,
      rightOnly: gained ?? null,
    }),
  );
}

const relations: Readonly<Record<ActionDifference["change"], DifferingAction["relation"]>> = {
  added: "subset",
  widened: "subset",
  removed: "superset",
  narrowed: "superset",
  shifted: "incomparable",
  undecided: "undecided",
};
