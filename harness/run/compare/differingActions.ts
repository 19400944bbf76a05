import type { Request } from "../../../policies/language/request.js";
import { ActionComparison, type AlikeActions } from "../../../policies/prove/actions/actionComparison.js";
import type { ActionDifference } from "../../../policies/prove/actions/compareAction.js";
import { unlistedNews } from "../../../policies/prove/actions/differencesByAction.js";
import { emptyServiceReference } from "../../../policies/reference/emptyServiceReference.js";
import { allowedBy } from "../../../properties/allowedBy.js";
import { holesOf, type Target } from "../../../properties/target.js";
import { defaultUniverse } from "../defaultUniverse.js";
import { spellActions } from "../spellActions.js";
import { namesPrincipals } from "./comparedClasses.js";
import type { CompareOptions, Relation } from "./comparePolicies.js";

/** All actions in which two sides relate in one way, other than being equal. */
export interface DifferingActions {
  /**
   * sorted; `*` for everything, `s3:*` for all actions of a service, those that the reference lacks included; any
   * other pattern for the actions that it matches and that are not reported separately
   */
  readonly actions: readonly string[];
  /** how many these are, of those that the reference lists and policies name */
  readonly count: number;
  /** `subset`: the left side allows less of each, or nothing */
  readonly relation: Exclude<Relation, "equal">;
  /** a request for one of them that only the left side allows */
  readonly leftOnly: Request | null;
  readonly rightOnly: Request | null;
}

/**
 * All actions in which two sides differ, for the left one's principal, by how they relate: those
 * of a service reference by name, without one as the policies write them. Undefined where parts of the
 * sides are unknown, and for policies that distinguish callers.
 */
export function differingActions(
  left: Target,
  right: Target,
  {
    reference,
    universe = reference ? defaultUniverse(reference) : "any",
  }: Partial<Pick<CompareOptions, "reference" | "universe">>,
): readonly DifferingActions[] | undefined {
  const sides = [left, right];
  const isOpen = sides.some((side) => holesOf(side).length > 0);
  if (isOpen || namesPrincipals(sides)) return undefined;
  const options = { principal: left.principal, universe, ...(reference && { reference }) };
  const [one, other] = [allowedBy(left.policies), allowedBy(right.policies)];
  const comparison = new ActionComparison([one, other], options);
  const found = comparison.between(one, other);
  const inRelation = (one: DifferingActions["relation"]) =>
    found.filter(({ difference }) => relations[difference.change] === one);
  return [...new Set(Object.values(relations))].flatMap((relation) => {
    const alike = inRelation(relation);
    const listed = alike.filter(({ unlisted }) => unlisted === undefined);
    const news = unlistedNews(found).filter((one) => alike.includes(one));
    const actions = [...listed, ...news].flatMap((one) => one.actions).toSorted();
    if (actions.length === 0) return [];
    const patterns = alike.flatMap((one) => (one.unlisted === undefined ? [] : one.actions));
    const spelling = {
      reference: reference ?? emptyServiceReference,
      unlisted: comparison.unlisted,
      patterns,
    };
    const { gained, lost } = ([...listed, ...news].find(isRealistic) ?? listed[0] ?? news[0]!).difference;
    return [
      {
        actions: spellActions(actions, spelling),
        count: actions.length,
        relation,
        leftOnly: lost ?? null,
        rightOnly: gained ?? null,
      },
    ];
  });
}

const isRealistic = ({ difference }: AlikeActions): boolean => difference.universe === "typed";

const relations: Readonly<Record<ActionDifference["change"], DifferingActions["relation"]>> = {
  added: "subset",
  widened: "subset",
  removed: "superset",
  narrowed: "superset",
  shifted: "incomparable",
  undecided: "undecided",
};
