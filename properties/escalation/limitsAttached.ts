import { policiesIn } from "../../policies/language/policiesIn.js";
import type { PolicySet } from "../../policies/language/policySet.js";

/** Whether a condition limits which policies may be attached. */
export const limitsAttached = (set: PolicySet): boolean =>
  policiesIn(set).some(({ document }) =>
    document.statements.some(({ conditions }) =>
      conditions.some(({ key }) => key.toLowerCase() === "iam:policyarn"),
    ),
  );
