import { defaultBudget } from "../policies/prove/question/proveOptions.js";
import { Prover } from "../policies/prove/question/prover.js";
import { Budget } from "../policies/prove/sets/budget.js";
import type { SearchOptions } from "./property.js";
import type { Target } from "./target.js";

/** Steps for all questions of one law about one target: a law of a hundred questions takes some millions. */
const lawBudget = 5 * defaultBudget;

/**
 * The prover of one law about one target: its questions share a budget. What is made of the policies is kept for the
 * next law about the target, as all laws are asked about one target before the next.
 */
export function lawProver(target: Target, { reference, universe = "any" }: SearchOptions): Prover {
  const { principal, callers } = target;
  const known = last?.target.deref() === target ? last.prover : undefined;
  const prover = new Prover(
    {
      principal,
      reference,
      universe,
      budget: new Budget(lawBudget),
      ...(callers && { callerKeys: callers }),
    },
    known,
  );
  last = { target: new WeakRef(target), prover };
  return prover;
}

let last: { readonly target: WeakRef<Target>; readonly prover: Prover } | undefined;
