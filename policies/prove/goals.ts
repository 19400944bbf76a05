import { type Access, encodeAccess } from "./access.js";
import { anyRequest, type Requester } from "./encodePolicySet.js";
import { leaveOpen } from "./encodeStatement.js";
import { allOf, type Formula } from "./formula.js";
import type { Resolve } from "./pattern.js";
import type { ProveOptions } from "./proveOptions.js";
import { requesterOf } from "./requester.js";
import { typedBoxes } from "./typedBoxes.js";
import { typedUniverse } from "./typedUniverse.js";
import { variableCases } from "./variableCases.js";

/** How a question is taken apart. */
export interface Division {
  /** by what the policy variables stand for */
  readonly cases: boolean;
  /** by the kinds of request of the typed universe */
  readonly typed: boolean;
}

/** What a request must be like to be in a set. */
export const goalOf = (access: Access, requester: Requester, resolve: Resolve): Formula =>
  allOf([anyRequest, encodeAccess(access, requester, resolve)]);

/** The formulas that must all be impossible for a set to be empty. */
export const goalsOf = (access: Access, options: ProveOptions, division: Division): readonly Formula[] => {
  const requester = requesterOf(options);
  const goals = division.cases
    ? variableCases(access, requester).map(({ constraint, resolve }) =>
        allOf([constraint, goalOf(access, requester, resolve)]),
      )
    : [goalOf(access, requester, leaveOpen)];
  if (!division.typed) return goals;
  const universe = typedUniverse(access, options.reference!, requester.principal);
  return goals.flatMap((goal) => typedBoxes(goal, universe).map((box) => box.goal));
};
