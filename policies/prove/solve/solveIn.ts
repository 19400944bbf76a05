import { wellKnownActions } from "../../reference/wellKnownActions.js";
import type { Formula } from "../question/formula.js";
import { keyHints, resourceHints } from "../question/resourceHints.js";
import { atomsOf, eachTypedBox, type TypedBox } from "../question/typedBoxes.js";
import type { TypedUniverse } from "../question/typedUniverse.js";
import type { Budget } from "../sets/budget.js";
import type { RequestScope } from "./solveDimension.js";
import { type GoalAnswer, type Model, type Refutation, solveGoal } from "./solveGoal.js";

/** A request that makes a goal true, or why none exists. */
export type Solution =
  | { readonly kind: "true"; readonly model: Model }
  | { readonly kind: "never"; readonly refutations: readonly Refutation[] }
  | { readonly kind: "unsettled"; readonly reason: string };

export interface Universe {
  readonly budget: Budget;
  /** given: only these requests count */
  readonly typed?: TypedUniverse;
}

/** Whether some request of a universe makes a formula true. */
export const solveIn = (goal: Formula, { budget, typed }: Universe): Solution =>
  typed === undefined ? solveAny(goal, budget) : solveTyped(goal, typed, budget);

function solveAny(goal: Formula, budget: Budget): Solution {
  const hints = (dimension: string): Iterable<string> => {
    if (dimension === "action") return actionHints(goal);
    return dimension === "resource" ? resourceHints(atomsOf(goal)) : keyHints(dimension);
  };
  const answer = solveGoal(goal, { budget, lists: () => true, hints });
  return answer.kind === "never" ? { kind: "never", refutations: [answer.refutation] } : answer;
}

/** A request with the fewest keys is the easiest to read. */
const keysIn = ({ context }: Model): number => Object.keys(context).length;

/** Boxes searched for a request with fewer keys once there is one: `*` under a condition has thousands. */
const furtherBoxes = 100;

function solveTyped(goal: Formula, universe: TypedUniverse, budget: Budget): Solution {
  const refutations: Refutation[] = [];
  let doubt: (GoalAnswer & { kind: "unsettled" }) | undefined;
  let simplest: Model | undefined;
  let left = furtherBoxes;
  for (const box of eachTypedBox(goal, universe, budget)) {
    if (budget.exhausted) break;
    if (simplest !== undefined) {
      left -= 1;
      if (left < 0 || box.action === undefined) break; // what the reference has is easier to believe
    }
    const scope = scopeOf(box, universe, budget);
    const answer = solveGoal(box.goal, scope);
    if (answer.kind === "true") {
      const { model: found } = answer;
      const model = box.action === undefined ? found : { ...found, action: box.action };
      if (simplest === undefined || keysIn(model) < keysIn(simplest)) simplest = model;
      if (keysIn(simplest) === 0) break;
    } else if (answer.kind === "never") refutations.push(answer.refutation);
    else doubt = answer;
  }
  if (simplest !== undefined) return { kind: "true", model: simplest };
  if (budget.exhausted) return { kind: "unsettled", reason: budget.reason };
  return doubt ?? { kind: "never", refutations };
}

function scopeOf({ goal, example }: TypedBox, { lists }: TypedUniverse, budget: Budget): RequestScope {
  const hints = (dimension: string): Iterable<string> =>
    dimension === "resource"
      ? resourceHints(atomsOf(goal))
      : dimension === "action"
        ? []
        : keyHints(dimension);
  return { budget, lists, hints, ...(example !== undefined && { example }) };
}

/** The actions that a goal names and well-known ones, in lower case. */
function* actionHints(goal: Formula): Generator<string> {
  for (const atom of atomsOf(goal)) if (atom.dimension === "action") yield* atom.set.literals;
  for (const name of wellKnownActions) yield name.toLowerCase();
}
