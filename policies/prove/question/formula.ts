import type { Atom } from "./atom.js";

/** A statement about a request, with every negation at an atom. */
export type Formula =
  | { readonly kind: "atom"; readonly atom: Atom; readonly positive: boolean }
  | { readonly kind: "all" | "any"; readonly parts: readonly Formula[] };

export const always: Formula = { kind: "all", parts: [] };
export const never: Formula = { kind: "any", parts: [] };

export const atomFormula = (atom: Atom, positive = true): Formula => ({ kind: "atom", atom, positive });

export const allOf = (parts: readonly Formula[]): Formula => join("all", parts);
export const anyOf = (parts: readonly Formula[]): Formula => join("any", parts);

function join(kind: "all" | "any", parts: readonly Formula[]): Formula {
  const flat: Formula[] = [];
  for (const part of parts) {
    if (part.kind === kind) for (const one of part.parts) flat.push(one);
    else if (part.kind !== "atom" && part.parts.length === 0)
      return part; // decides the whole
    else flat.push(part);
  }
  return flat.length === 1 ? flat[0]! : { kind, parts: flat };
}

/** The opposite. Linear. */
export const not = (formula: Formula): Formula =>
  formula.kind === "atom"
    ? atomFormula(formula.atom, !formula.positive)
    : { kind: formula.kind === "all" ? "any" : "all", parts: formula.parts.map(not) };

/** How many parts a formula has in total. */
export const nodesOf = (formula: Formula): number =>
  formula.kind === "atom" ? 1 : formula.parts.reduce((sum, part) => sum + nodesOf(part), 1);

/** The truth of a formula, given that of its atoms. */
export function isTrue(formula: Formula, holds: (atom: Atom) => boolean): boolean {
  if (formula.kind === "atom") return holds(formula.atom) === formula.positive;
  return formula.kind === "all"
    ? formula.parts.every((part) => isTrue(part, holds))
    : formula.parts.some((part) => isTrue(part, holds));
}
