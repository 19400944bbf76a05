import { policiesIn } from "../../policies/language/policiesIn.js";
import type { PolicySet } from "../../policies/language/policySet.js";

/** The patterns of actions and resources and the values of conditions in some policies, as often as they are written. */
export const writtenAtoms = (policies: PolicySet): number =>
  policiesIn(policies)
    .flatMap(({ document }) => document.statements)
    .reduce((sum, { action, resource, conditions }) => {
      const values = conditions.reduce((count, condition) => count + condition.values.length, 0);
      return sum + action.patterns.length + (resource?.patterns.length ?? 0) + values;
    }, 0);
