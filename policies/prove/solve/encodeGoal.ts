import { type Atom, dimensionOf, type KeyAtom, type Literal } from "../question/atom.js";
import type { Formula } from "../question/formula.js";
import type { Clause } from "./satSolver.js";

/** A formula as clauses. The variables up to `atoms.length` are its atoms, those beyond its inner nodes. */
export interface EncodedGoal {
  /** the atom of variable n is at n - 1 */
  readonly atoms: readonly Atom[];
  readonly clauses: readonly Clause[];
  readonly variables: number;
}

/**
 * Turns a formula into clauses that can hold together exactly when it can be true, taking its atoms as
 * independent of each other (Plaisted and Greenbaum: each inner node implies what it says). Nodes that say
 * the same share a variable. Linear.
 */
export function encodeGoal(goal: Formula): EncodedGoal {
  const encoder = new Encoder();
  encoder.collect(goal);
  encoder.clauses.push([encoder.literal(goal)]);
  return { atoms: encoder.atoms, clauses: encoder.clauses, variables: encoder.variables };
}

class Encoder {
  readonly atoms: Atom[] = [];
  readonly clauses: Clause[] = [];
  variables = 0;
  readonly #numbers = new Map<string, number>();
  readonly #ofAtoms = new Map<Atom, number>();
  readonly #ofNodes = new Map<string, number>();

  collect(formula: Formula): void {
    if (formula.kind !== "atom") for (const part of formula.parts) this.collect(part);
    else this.#number(formula.atom);
  }

  literal(formula: Formula): number {
    if (formula.kind === "atom")
      return formula.positive ? this.#number(formula.atom) : -this.#number(formula.atom);
    const literals = [...new Set(formula.parts.map((part) => this.literal(part)))];
    const key = `${formula.kind}${literals.join()}`;
    const known = this.#ofNodes.get(key);
    if (known !== undefined) return known;
    this.variables += 1;
    const node = this.variables;
    this.#ofNodes.set(key, node);
    if (formula.kind === "any") this.clauses.push([-node, ...literals]);
    else for (const literal of literals) this.clauses.push([-node, literal]);
    return node;
  }

  #number(atom: Atom): number {
    let number = this.#ofAtoms.get(atom);
    if (number !== undefined) return number;
    number = this.#numbers.get(atom.key);
    if (number === undefined) {
      this.atoms.push(atom);
      this.variables += 1;
      number = this.variables;
      this.#numbers.set(atom.key, number);
    }
    this.#ofAtoms.set(atom, number);
    return number;
  }
}

/** Answers about one key that plainly exclude each other, two at a time; the search need not find them. */
export function keyAxioms(atoms: readonly Atom[]): readonly (readonly Literal[])[] {
  const byName = new Map<string, KeyAtom[]>();
  for (const atom of atoms) {
    if (atom.dimension !== "key") continue;
    const name = dimensionOf(atom);
    const known = byName.get(name);
    if (known === undefined) byName.set(name, [atom]);
    else known.push(atom);
  }
  return [...byName.values()].flatMap(axiomsOf);
}

function axiomsOf(atoms: readonly KeyAtom[]): readonly (readonly Literal[])[] {
  const [missing, single, isNull] = (["missing", "single", "null"] as const).map((about) =>
    atoms.find(({ asks }) => asks.about === about),
  );
  const pairs: (readonly Literal[])[] = [];
  const exclude = (one: Partial<Literal>, other: Partial<Literal>) => {
    if (one.atom && other.atom) pairs.push([one as Literal, other as Literal]);
  };
  const isMissing = { ...(missing && { atom: missing }), positive: true };
  exclude(isMissing, { ...(single && { atom: single }), positive: true });
  exclude(isMissing, { ...(isNull && { atom: isNull }), positive: false });
  for (const atom of atoms) {
    const { about } = atom.asks;
    if (about === "in" || about === "some") exclude(isMissing, { atom, positive: true });
    if (about === "in")
      exclude({ ...(single && { atom: single }), positive: false }, { atom, positive: true });
    if (about === "every") {
      exclude({ ...(isNull && { atom: isNull }), positive: true }, { atom, positive: false });
    }
  }
  return pairs;
}
