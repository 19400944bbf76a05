import type { Access } from "./access.js";
import { keyAtom } from "./atom.js";
import { bindCallerKeys } from "./bindCallerKeys.js";
import { encodeAccess } from "./encodeAccess.js";
import { anyRequest } from "./encodePolicySet.js";
import type { Encoding } from "./encoding.js";
import { allOf, anyOf, atomFormula, type Formula, not } from "./formula.js";
import type { Prover } from "./prover.js";
import { typedBoxes } from "./typedBoxes.js";
import type { TypedReference } from "./typedReference.js";
import { typedUniverse } from "./typedUniverse.js";
import { type VariableCase, variableCases, variablesOf } from "./variableCases.js";

/** How a question is taken apart. */
export interface Division {
  /** by the values of the policy variables; `carried`: only by whether a request may carry their keys */
  readonly cases: boolean | "carried";
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

/**
 * The same, apart for requests that carry none of the keys of the policy variables that not every request may carry:
 * these have no value then, and most actions carry none of them. Undefined where each request may carry all of them.
 */
export function goalOfCarried(
  access: Access,
  encoding: Encoding,
  reference: TypedReference,
): Formula | undefined {
  const names = variablesOf(access, encoding).filter((name) => reference.limits(name));
  if (names.length === 0) return undefined;
  const missing = names.map((name) => atomFormula(keyAtom(name, { about: "missing" })));
  const values = new Map(names.map((name) => [name, undefined]));
  const without = goalOfCase(access, { values, constraint: allOf(missing) }, encoding);
  return anyOf([without, allOf([anyOf(missing.map(not)), goalOf(access, encoding)])]);
}

/** The formulas that must all be impossible for a set to be empty. */
export function goalsOf(access: Access, prover: Prover, { cases, typed }: Division): readonly Formula[] {
  const goals = goalsOfCases(access, prover, cases);
  if (!typed) return goals;
  const { encoding, reference } = prover;
  const universe = typedUniverse(access, reference!, encoding.requester.principal);
  return goals.flatMap((goal) => typedBoxes(goal, universe).map((box) => box.goal));
}

function goalsOfCases(
  access: Access,
  { encoding, reference }: Prover,
  cases: Division["cases"],
): readonly Formula[] {
  if (cases === true) return variableCases(access, encoding).map((one) => goalOfCase(access, one, encoding));
  const carried = cases === "carried" && reference && goalOfCarried(access, encoding, reference);
  return [carried || goalOf(access, encoding)];
}
