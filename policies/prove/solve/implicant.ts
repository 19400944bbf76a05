import type { Atom, Literal } from "../question/atom.js";
import { type Formula, isTrue } from "../question/formula.js";

/**
 * A few answers that make a true formula true, for all values of the other atoms: of several ways the one that
 * needs the least on top of what is needed already.
 */
export function implicant(formula: Formula, holds: (atom: Atom) => boolean): readonly Literal[] {
  const justifier = new Justifier(holds);
  justifier.add(formula);
  return [...justifier.chosen.values()];
}

class Justifier {
  readonly chosen = new Map<Atom, Literal>();
  readonly #holds: (atom: Atom) => boolean;

  constructor(holds: (atom: Atom) => boolean) {
    this.#holds = holds;
  }

  add(formula: Formula): void {
    if (formula.kind === "atom") this.chosen.set(formula.atom, formula);
    else if (formula.kind === "all") for (const part of formula.parts) this.add(part);
    else this.add(this.#cheapest(formula.parts));
  }

  #cheapest(parts: readonly Formula[]): Formula {
    let best: Formula | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const part of parts) {
      if (!isTrue(part, this.#holds)) continue;
      const cost = this.#cost(part);
      if (cost < least) {
        least = cost;
        best = part;
      }
      if (cost === 0) break;
    }
    return best!; // one part of a true disjunction is true
  }

  #cost(formula: Formula): number {
    if (formula.kind === "atom") return this.chosen.has(formula.atom) ? 0 : weight(formula);
    const costs = formula.parts.map((part) =>
      formula.kind === "all" || isTrue(part, this.#holds) ? this.#cost(part) : Number.POSITIVE_INFINITY,
    );
    return formula.kind === "all"
      ? costs.reduce((sum, cost) => sum + cost, 0)
      : costs.reduce((least, cost) => Math.min(least, cost), Number.POSITIVE_INFINITY);
  }
}

/** Context keys make a request harder to read than an action does, and values harder than absence. */
function weight({ atom, positive }: Literal): number {
  if (atom.dimension === "key") return (atom.asks.about === "missing") === positive ? 4 : 6;
  return (atom.dimension === "action" ? 1 : 2) + (positive ? 1 : 0);
}
