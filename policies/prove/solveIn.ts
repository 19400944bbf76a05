import type { ServiceReference } from "../reference/serviceReference.js";
import type { Budget } from "./budget.js";
import type { Formula } from "./formula.js";
import { keyHints, resourceHints, sentAsList } from "./hints.js";
import type { RequestScope } from "./settleDimension.js";
import { type GoalAnswer, type Model, type Refutation, solveGoal } from "./solveGoal.js";
import { atomsOf, typedBoxes } from "./typedBoxes.js";
import { wellKnownActions } from "./wellKnownActions.js";

/** A request that makes a goal true, or why there is none. */
export type Solution =
  | { readonly kind: "true"; readonly model: Model }
  | { readonly kind: "never"; readonly refutations: readonly Refutation[] }
  | { readonly kind: "unsettled"; readonly reason: string };

export interface Universe {
  readonly budget: Budget;
  /** given: only requests that AWS could send count */
  readonly reference?: ServiceReference;
}

/** Whether some request of a universe makes a formula true. */
export const solveIn = (goal: Formula, { budget, reference }: Universe): Solution =>
  reference === undefined ? solveAny(goal, budget) : solveTyped(goal, reference, budget);

const solveAny = (goal: Formula, budget: Budget): Solution => {
  const hints = (dimension: string): Iterable<string> => {
    if (dimension === "action") return actionHints(goal);
    return dimension === "resource" ? resourceHints(atomsOf(goal)) : keyHints(dimension);
  };
  const answer = solveGoal(goal, { budget, lists: () => true, hints });
  return answer.kind === "never" ? { kind: "never", refutations: [answer.refutation] } : answer;
};

/** A request with the fewest keys is the easiest to read. */
const keysIn = ({ context }: Model): number => Object.keys(context).length;

const solveTyped = (goal: Formula, reference: ServiceReference, budget: Budget): Solution => {
  const lists = sentAsList(atomsOf(goal), reference);
  const refutations: Refutation[] = [];
  let doubt: (GoalAnswer & { kind: "unsettled" }) | undefined;
  let simplest: Model | undefined;
  for (const box of typedBoxes(goal, reference, budget)) {
    if (budget.exhausted) break;
    const scope: RequestScope = { budget, lists, hints: keyHints, example: box.example };
    const answer = solveGoal(box.goal, scope);
    if (answer.kind === "true") {
      const model = { ...answer.model, action: box.action };
      if (simplest === undefined || keysIn(model) < keysIn(simplest)) simplest = model;
      if (keysIn(simplest) === 0) break;
    } else if (answer.kind === "never") refutations.push(answer.refutation);
    else doubt = answer;
  }
  if (simplest !== undefined) return { kind: "true", model: simplest };
  if (budget.exhausted) return { kind: "unsettled", reason: budget.reason };
  return doubt ?? { kind: "never", refutations };
};

/** The actions that a goal names and those that people know, in lower case. */
function* actionHints(goal: Formula): Generator<string> {
  for (const atom of atomsOf(goal)) if (atom.dimension === "action") yield* atom.set.literals;
  for (const name of wellKnownActions) yield name.toLowerCase();
}
