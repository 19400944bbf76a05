import type { Access } from "./access.js";
import { bindCallerKeys } from "./bindCallerKeys.js";
import { encodeAccess } from "./encodeAccess.js";
import { anyRequest } from "./encodePolicySet.js";
import type { Encoding } from "./encoding.js";
import { allOf, type Formula } from "./formula.js";
import type { Prover } from "./prover.js";
import { typedBoxes } from "./typedBoxes.js";
import { typedUniverse } from "./typedUniverse.js";
import { type VariableCase, variableCases } from "./variableCases.js";

/** How a question is taken apart. */
export interface Division {
  /** by the values of the policy variables */
  readonly cases: boolean;
  /** by the kinds of request of the typed universe */
  readonly typed: boolean;
}

/** What a request must be like to be in a set. */
export const goalOf = (access: Access, encoding: Encoding): Formula =>
  bindCallerKeys(allOf([anyRequest, encodeAccess(access, encoding)]), encoding.requester);

/** The same in one case of what the policy variables are. */
export const goalOfCase = (
  access: Access,
  { constraint, values }: VariableCase,
  encoding: Encoding,
): Formula =>
  bindCallerKeys(allOf([constraint, goalOf(access, encoding.inCase(values))]), encoding.requester);

/** The formulas that must all be impossible for a set to be empty. */
export function goalsOf(
  access: Access,
  { encoding, reference }: Prover,
  { cases, typed }: Division,
): readonly Formula[] {
  const goals = cases
    ? variableCases(access, encoding).map((one) => goalOfCase(access, one, encoding))
    : [goalOf(access, encoding)];
  if (!typed) return goals;
  const universe = typedUniverse(access, reference!, encoding.requester.principal);
  return goals.flatMap((goal) => typedBoxes(goal, universe).map((box) => box.goal));
}
