import fc from "fast-check";
import { emptyServiceReference } from "../policies/reference/emptyServiceReference.js";
import type { ServiceReference } from "../policies/reference/serviceReference.js";
import { type ActionPool, actionPool, coversAction } from "./near/actionPool.js";
import { checkOptions } from "./near/checkOptions.js";
import { oneOf } from "./near/pool.js";
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
  return shrinkBy(actionNear(pool), {
    candidates: (one) => simpler(ladder, one),
    recognises: (value): value is string =>
      typeof value === "string" && (near.has(value.toLowerCase()) || covers(value)),
  });
}

/** What to ask for where patterns leave nothing to choose, such as an empty list of them. */
export const anyAction = "s3:GetObject";

/** The same from a pool that is made already. */
export const actionNear = (pool: ActionPool): fc.Arbitrary<string> =>
  fc.oneof(
    { withCrossShrink: true },
    { arbitrary: oneOf(pool.inside, pool.outside, anyAction), weight: 7 },
    { arbitrary: actionOutside(pool), weight: 2 },
    { arbitrary: otherCase(oneOf(pool.inside, pool.outside, anyAction)), weight: 1 },
  );

/** An action just outside; a misspelt one is as rare as one in four where there are real ones. */
export const actionOutside = ({ inside, outside, misspelt }: ActionPool): fc.Arbitrary<string> =>
  outside.length === 0 || misspelt.length === 0
    ? oneOf([...outside, ...misspelt], inside, anyAction)
    : fc.oneof(
        { withCrossShrink: true },
        { arbitrary: fc.constantFrom(...outside), weight: 3 },
        { arbitrary: fc.constantFrom(...misspelt), weight: 1 },
      );

/** The same action as AWS sees it, written with another case. */
export const otherCase = (source: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(
      source,
      fc.constantFrom(flipCase, (text: string) => text.toLowerCase(), upperService),
    )
    .map(([text, change]) => change(text));

const upperService = (text: string): string => text.replace(/^[^:]*/, (service) => service.toUpperCase());
