import { defaultBudget } from "../policies/prove/question/proveOptions.js";
import { type Prover, proverFor } from "../policies/prove/question/prover.js";
import { Budget } from "../policies/prove/sets/budget.js";
import type { SearchOptions } from "./property.js";
import type { Target } from "./target.js";

/** Steps for all questions of one law about one target: a law of a hundred questions takes some millions. */
const lawBudget = 5 * defaultBudget;

/** The prover of one law about one target: its questions share a budget, and what is made of the policies. */
export const lawProver = (
  { principal, callers }: Target,
  { reference, universe = "any" }: SearchOptions,
): Prover =>
  proverFor({
    principal,
    reference,
    universe,
    budget: new Budget(lawBudget),
    ...(callers && { callerKeys: callers }),
  });
