import type { MutationOperator } from "./mutationOperator.js";

/** Mistakes about a statement as a whole; `statement-drop` and `version` change the document: see `mutantsOf`. */
export const statementOperators: readonly MutationOperator[] = [
  {
    name: "effect-flip",
    part: "statement",
    slip: "a Deny is written as an Allow, or the other way round",
    edit: (statement, { kind }) =>
      kind === "rcp" ? [] : [{ ...statement, effect: statement.effect === "Allow" ? "Deny" : "Allow" }],
  },
];
