import { defaultBudget } from "../policies/prove/question/proveOptions.js";
import { Prover } from "../policies/prove/question/prover.js";
import { Budget } from "../policies/prove/sets/budget.js";
import type { SearchOptions } from "./property.js";
import type { Target } from "./target.js";

/** Steps for all questions of one law about one target: a law of a hundred questions takes some millions. */
const lawBudget = 5 * defaultBudget;

/** The prover of one law about one target: its questions share a budget. */
export function lawProver(target: Target, { reference, universe = "any", latest }: SearchOptions): Prover {
  const { principal, callers } = target;
  const prover = new Prover(
    {
      principal,
      reference,
      universe,
      budget: new Budget(lawBudget),
      ...(callers && { callerKeys: callers }),
    },
    latest?.of(target),
    latest?.cache,
  );
  latest?.keep(target, prover);
  return prover;
}
