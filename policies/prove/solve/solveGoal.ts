import type { ContextValue } from "../../language/request.js";
import { type Atom, dimensionOf, type Literal } from "../question/atom.js";
import type { Formula } from "../question/formula.js";
import { encodeGoal, keyAxioms } from "./encodeGoal.js";
import { implicant } from "./implicant.js";
import { type Clause, SatSolver } from "./satSolver.js";
import { type DimensionAnswer, type RequestScope, solveDimension } from "./solveDimension.js";

/** Why a goal cannot be true, in the numbers of `encodeGoal`. */
export interface Refutation {
  /** each says that some answers, all about one dimension, cannot be true together */
  readonly lemmas: readonly Clause[];
  /** in the order they were learnt; the empty clause then follows by unit propagation */
  readonly trace: readonly Clause[];
}

/** The dimensions that matter, with what they are; a key that is missing is left out. */
export interface Model {
  readonly action: string | undefined;
  readonly resource: string | undefined;
  readonly context: Readonly<Record<string, ContextValue>>;
}

export type GoalAnswer =
  | { readonly kind: "true"; readonly model: Model }
  | { readonly kind: "never"; readonly refutation: Refutation }
  | { readonly kind: "unsettled"; readonly reason: string };

/**
 * Whether some request makes a formula true.
 *
 * The search takes the atoms as independent, each of its answers is cut down to the atoms that matter, and
 * these are resolved dimension by dimension; what one dimension cannot be becomes a clause. Exponential at
 * worst (the question is as hard as satisfiability), bounded by the budget of the scope.
 */
export const solveGoal = (goal: Formula, scope: RequestScope): GoalAnswer => new Search(goal, scope).run();

class Search {
  readonly #goal: Formula;
  readonly #scope: RequestScope;
  readonly #solver = new SatSolver();
  readonly #atoms: readonly Atom[];
  readonly #variables = new Map<string, number>();
  readonly #lemmas: Clause[] = [];
  readonly #settled = new Map<string, DimensionAnswer>();
  /** steps that one look at the whole goal takes */
  readonly #size: number;
  #doubt: string | undefined;

  constructor(goal: Formula, scope: RequestScope) {
    this.#goal = goal;
    this.#scope = scope;
    const { atoms, clauses, variables } = encodeGoal(goal);
    this.#atoms = atoms;
    this.#size = (variables + clauses.length) / nodesPerStep;
    scope.budget.spend(this.#size);
    for (const [index, atom] of atoms.entries()) {
      this.#variables.set(atom.key, index + 1);
      // a request with few keys is the first to be tried
      this.#solver.variable(atom.dimension === "key" && missingMakesTrue.has(atom.asks.about));
    }
    for (let at = atoms.length; at < variables; at += 1) this.#solver.variable(false);
    for (const clause of clauses) this.#solver.add([...clause]);
    for (const lemma of keyAxioms(atoms)) this.#exclude(lemma);
  }

  run(): GoalAnswer {
    const { budget } = this.#scope;
    for (;;) {
      const consistent = this.#solver.solve(budget);
      if (consistent === undefined || budget.exhausted) {
        return { kind: "unsettled", reason: budget.reason };
      }
      if (!consistent) return this.#end();
      const literals = implicant(this.#goal, (atom) => this.#solver.value(this.#variableOf(atom)) > 0);
      budget.spend(this.#size + this.#atoms.length + literals.length);
      const model = this.#settle(literals);
      if (model !== undefined) return { kind: "true", model };
    }
  }

  #end(): GoalAnswer {
    if (this.#doubt !== undefined) return { kind: "unsettled", reason: this.#doubt };
    return { kind: "never", refutation: { lemmas: this.#lemmas, trace: this.#solver.learnt } };
  }

  #variableOf(atom: Atom): number {
    return this.#variables.get(atom.key)!;
  }

  /** The values of all dimensions, or undefined after excluding what cannot be. */
  #settle(literals: readonly Literal[]): Model | undefined {
    const groups = byDimension(literals);
    const values = new Map<Atom, ContextValue | undefined>();
    let possible = true;
    for (const group of groups.values()) {
      const answer = this.#settleOnce(group);
      if (answer.kind === "found") values.set(group[0]!.atom, answer.value);
      else {
        possible = false;
        if (answer.kind === "none") this.#exclude(answer.core);
        else this.#leaveOpen(group);
      }
    }
    return possible ? modelOf(values) : undefined;
  }

  #settleOnce(literals: readonly Literal[]): DimensionAnswer {
    const key = literals
      .map((literal) => this.#number(literal))
      .sort((one, other) => one - other)
      .join();
    const known = this.#settled.get(key);
    if (known !== undefined) return known;
    const answer = solveDimension(literals, this.#scope);
    this.#settled.set(key, answer);
    return answer;
  }

  #number({ atom, positive }: Literal): number {
    return positive ? this.#variableOf(atom) : -this.#variableOf(atom);
  }

  #exclude(core: readonly Literal[]): void {
    const lemma = core.map((literal) => -this.#number(literal));
    this.#lemmas.push(lemma);
    this.#solver.add(lemma);
  }

  /** Continues the search elsewhere; if nothing is found there, the answer is undecided. */
  #leaveOpen(literals: readonly Literal[]): void {
    const { atom } = literals[0]!;
    const dimension =
      atom.dimension === "key" ? `the context key \`${atom.written}\`` : `the ${atom.dimension}`;
    this.#doubt = `the possible values of ${dimension} were not searched within the limit of states`;
    this.#solver.add(literals.map((literal) => -this.#number(literal)));
  }
}

/** Nodes of a formula that together take as long as one step, to be encoded or to be weighed by `justify`. */
const nodesPerStep = 4;

const missingMakesTrue: ReadonlySet<string> = new Set(["missing", "null", "every"]);

function byDimension(literals: readonly Literal[]): ReadonlyMap<string, readonly Literal[]> {
  const groups = new Map<string, Literal[]>();
  for (const literal of literals) {
    const dimension = dimensionOf(literal.atom);
    const group = groups.get(dimension);
    if (group === undefined) groups.set(dimension, [literal]);
    else group.push(literal);
  }
  return groups;
}

function modelOf(values: ReadonlyMap<Atom, ContextValue | undefined>): Model {
  const context: [string, ContextValue][] = [];
  let action: string | undefined;
  let resource: string | undefined;
  for (const [atom, value] of values) {
    if (atom.dimension === "key") {
      if (value !== undefined) context.push([atom.written, value]);
    } else if (atom.dimension === "action") action = value as string;
    else resource = value as string;
  }
  return { action, resource, context: Object.fromEntries(context) };
}
