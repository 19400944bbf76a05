import type { Atom } from "./atom.js";
import { allOf, always, anyOf, type Formula, never } from "./formula.js";
import { mayHold } from "./textSet.js";

/** The formula that is left once some atoms are known; undefined means that an atom stays open. Linear. */
export const restrict = (formula: Formula, known: (atom: Atom) => boolean | undefined): Formula => {
  if (formula.kind === "atom") {
    const truth = known(formula.atom);
    if (truth === undefined) return formula;
    return truth === formula.positive ? always : never;
  }
  const decides = formula.kind === "any" ? "all" : "any"; // an empty one of that kind
  const parts: Formula[] = [];
  for (const part of formula.parts) {
    const left = restrict(part, known);
    if (left.kind === decides && left.parts.length === 0) return left;
    parts.push(left);
  }
  return formula.kind === "all" ? allOf(parts) : anyOf(parts);
};

/** What one action, in lower case, makes of the atoms about actions. */
export const knowingAction = (action: string): ((atom: Atom) => boolean | undefined) => {
  const truths = new Map<string, boolean>();
  return (atom) => {
    if (atom.dimension !== "action") return undefined;
    let truth = truths.get(atom.key);
    if (truth === undefined) {
      truth = mayHold(atom.set, action);
      truths.set(atom.key, truth);
    }
    return truth;
  };
};
