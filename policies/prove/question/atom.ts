import type { TextSet } from "../sets/textSet.js";
import type { ValueSet } from "../sets/valueSet.js";

/** A yes-or-no question about one part of a request; the prover decides on answers that go together. */
export type Atom = TextAtom | KeyAtom;

/** Whether the action, in lower case, or the resource lies in a set. */
export interface TextAtom {
  readonly dimension: "action" | "resource";
  readonly key: string;
  readonly set: TextSet;
}

/** A question about one context key. */
export interface KeyAtom {
  readonly dimension: "key";
  readonly key: string;
  /** in lower case, as keys are compared */
  readonly name: string;
  /** as the policy spells it */
  readonly written: string;
  readonly asks: KeyQuestion;
}

/**
 * - `missing`: the request does not carry the key; `single`: it carries one string, not a list
 * - `null`: what the operator `Null` calls null
 * - `in`: the key is one string, and it lies in the set
 * - `every`: `ForAllValues`, `some`: `ForAnyValue` of the values in the set, or of those outside if negated
 */
export type KeyQuestion =
  | { readonly about: "missing" }
  | { readonly about: "single" }
  | { readonly about: "null" }
  | { readonly about: "in"; readonly set: ValueSet }
  | { readonly about: "every"; readonly set: ValueSet; readonly negated: boolean }
  | { readonly about: "some"; readonly set: ValueSet; readonly negated: boolean };

export const textAtom = (dimension: TextAtom["dimension"], set: TextSet): TextAtom => ({
  dimension,
  key: `${dimension}\0${set.key}`,
  set,
});

export function keyAtom(written: string, asks: KeyQuestion): KeyAtom {
  const name = written.toLowerCase();
  const set = "set" in asks ? `\0${asks.set.key}` : "";
  const negated = "negated" in asks && asks.negated ? "\0not" : "";
  return { dimension: "key", key: `key ${name}\0${asks.about}${negated}${set}`, name, written, asks };
}

/** Atoms with equal dimensions are solved together, those of different ones do not concern each other. */
export const dimensionOf = (atom: Atom): string =>
  atom.dimension === "key" ? `key ${atom.name}` : atom.dimension;

/** True when the atom depends on a variable whose value is unknown. */
export function isOpen(atom: Atom): boolean {
  const set = atom.dimension === "key" ? ("set" in atom.asks ? atom.asks.set : undefined) : atom.set;
  return set?.family === "text" && set.open;
}

/** An atom with the answer it has. */
export interface Literal {
  readonly atom: Atom;
  readonly positive: boolean;
}
