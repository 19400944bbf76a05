import { defaultBudget } from "../../../policies/prove/question/proveOptions.js";
import { Budget } from "../../../policies/prove/sets/budget.js";
import { changesOf } from "./changesOf.js";
import type { ComparedAccess } from "./comparedAccess.js";
import type { Diff } from "./diff.js";
import { type AccessDiff, diffAccess } from "./diffAccess.js";
import { undecidedChanges } from "./undecidedChanges.js";

/** Steps of the prover for all actions of one caller. */
const budgetOfCaller = 5 * defaultBudget;

/**
 * Asks for the changes of one caller, and describes them.
 *
 * @param keep what is left of the changes that were found; all by default
 */
export function reportDiff(
  compared: ComparedAccess,
  keep: (found: AccessDiff) => AccessDiff = (found) => found,
): Diff {
  const { target, asked, options } = compared;
  const found = keep(diffAccess(asked, { ...options, budget: new Budget(budgetOfCaller) }));
  const isSame = found.certain.length + found.possible.length === 0 && options.universe === "typed";
  return {
    changes: changesOf(compared, found),
    undecided: undecidedChanges(compared, found.possible),
    contradicted: isSame && found.differs ? [target] : [],
  };
}
