import type fc from "fast-check";
import { emptyServiceReference } from "../policies/reference/emptyServiceReference.js";
import type { ServiceReference } from "../policies/reference/serviceReference.js";
import { type ActionPool, actionPool, coversAction } from "./near/actionPool.js";
import { checkOptions } from "./near/checkOptions.js";
import { type Draw, drawnBy, happens, pick } from "./near/draw.js";
import { flipCase } from "./near/shapeEdits.js";
import { shrinkBy } from "./shrinkBy.js";
import { simpler } from "./simpler.js";

export interface ActionOptions {
  /** where real action names come from; @defaultValue one that knows no service */
  readonly reference?: ServiceReference;
}

/**
 * Actions near some action patterns: seven in ten are covered by one of them, two are just outside, most of these
 * real, and one has another case. Real actions of the reference come first, and are what it shrinks to.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
 *
 * @param patterns at least one, such as `ec2:Describe*`
 * @example
 * ```ts
 * import fc from "fast-check";
 * import { action } from "planproof/generators";
 *
 * console.log(fc.sample(action(["ec2:Describe*"]), { seed: 1, numRuns: 3 }));
 * ```
 */
export function action(patterns: readonly string[], options: ActionOptions = {}): fc.Arbitrary<string> {
  checkOptions("action", options, ["reference"]);
  const element = { negated: false, patterns };
  const pool = actionPool(element, options.reference ?? emptyServiceReference);
  const ladder = [...pool.inside, ...pool.outside, ...pool.misspelt];
  const near = new Set(ladder.map((one) => one.toLowerCase()));
  const covers = coversAction(element);
  return shrinkBy(drawnBy(nearAction(pool)), {
    candidates: (one) => simpler(ladder, one),
    recognises: (value): value is string =>
      typeof value === "string" && (near.has(value.toLowerCase()) || covers(value)),
  });
}

/** What to ask for where patterns leave nothing to choose, such as an empty list of them. */
export const anyAction = "s3:GetObject";

/** The same from a pool that is made already. */
export function nearAction(pool: ActionPool): Draw<string> {
  const inside = insideOf(pool);
  const outside = outsideAction(pool);
  return (random) => {
    const share = random.nextInt(0, 9);
    if (share < 7) return pick(inside, random);
    return share < 9 ? outside(random) : pick(otherCases, random)(pick(inside, random));
  };
}

/** An action that is covered, one in ten in another case. */
export function coveredAction(pool: ActionPool): Draw<string> {
  const inside = insideOf(pool);
  return (random) =>
    happens(random, 9, 10) ? pick(inside, random) : pick(otherCases, random)(pick(inside, random));
}

/** An action just outside; a misspelt one is as rare as one in four where there are real ones. */
export function outsideAction({ inside, outside, misspelt }: ActionPool): Draw<string> {
  if (outside.length > 0 && misspelt.length > 0)
    return (random) => pick(happens(random, 3, 4) ? outside : misspelt, random);
  const some = firstOf([...outside, ...misspelt], inside, [anyAction]);
  return (random) => pick(some, random);
}

const insideOf = ({ inside, outside }: ActionPool): readonly string[] =>
  firstOf(inside, outside, [anyAction]);

const firstOf = (...lists: readonly (readonly string[])[]): readonly string[] =>
  lists.find(({ length }) => length > 0)!;

/** The same action as AWS sees it, written with another case. */
const otherCases: readonly ((action: string) => string)[] = [
  flipCase,
  (action) => action.toLowerCase(),
  (action) => action.replace(/^[^:]*/, (service) => service.toUpperCase()),
];
