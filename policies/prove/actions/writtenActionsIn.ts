import { policiesIn } from "../../language/policiesIn.js";
import type { PolicySet } from "../../language/policySet.js";

/** The action patterns of some policies, each once; `*` for all but some. */
export function writtenActionsIn(sets: readonly PolicySet[]): readonly string[] {
  const statements = sets.flatMap((set) => policiesIn(set).flatMap(({ document }) => document.statements));
  const patterns = statements.flatMap(({ action }) =>
    action.negated ? [...action.patterns, "*"] : action.patterns,
  );
  return [...new Map(patterns.map((pattern) => [pattern.toLowerCase(), pattern])).values()];
}
