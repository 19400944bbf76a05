import { coversPattern, coversSet, mayHold, patternsDisjoint, type TextSet } from "../sets/textSet.js";
import type { Atom } from "./atom.js";
import { allOf, always, anyOf, type Formula, never } from "./formula.js";

/** The formula that is left once some atoms are known; undefined means that an atom stays unknown. Linear. */
export function restrict(formula: Formula, known: (atom: Atom) => boolean | undefined): Formula {
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
}

/** What one action, in lower case, makes of the atoms about actions. */
export function knowingAction(action: string): (atom: Atom) => boolean | undefined {
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
}

/** Actions that patterns match and no exception does; neither has variables. */
export interface ActionScope {
  readonly inside: TextSet;
  readonly outside: TextSet;
}

/** What actions that lie in every scope make of the atoms about actions, to the extent that patterns show it. */
export function knowingActions(scopes: readonly ActionScope[]): (atom: Atom) => boolean | undefined {
  const leavesOut = scopes.map(leavingOut);
  const truths = new Map<string, boolean | undefined>();
  const truthOf = (set: TextSet): boolean | undefined => {
    if (leavesOut.some((leaves) => leaves(set))) return false;
    return scopes.some(({ inside }) => coversSet(set, inside)) ? true : undefined;
  };
  return (atom) => {
    if (atom.dimension !== "action") return undefined;
    if (!truths.has(atom.key)) truths.set(atom.key, truthOf(atom.set));
    return truths.get(atom.key);
  };
}

/** Whether a scope has no action of a set: each pattern is an exception, lies in one, or matches nothing inside. */
function leavingOut({ inside, outside }: ActionScope): (set: TextSet) => boolean {
  const exceptions = new Set(outside.patterns.map(({ key }) => key));
  return ({ patterns }) =>
    patterns.every(
      (pattern) =>
        exceptions.has(pattern.key) ||
        inside.patterns.every((one) => patternsDisjoint(one, pattern)) ||
        coversPattern(outside, pattern),
    );
}
