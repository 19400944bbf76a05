import type { Budget } from "../sets/budget.js";
import { Heap } from "./heap.js";

/** A disjunction; a literal is a variable's number (from 1), negative for its negation. */
export type Clause = number[];

/** Looks at a clause, and literals of a learnt one, that together take as long as one step. */
const looksPerStep = 64;
const literalsPerStep = 4;

/**
 * A small conflict-driven search: two watched literals, first unique implication point, activities.
 * Clauses may be added between calls. Every clause learnt follows from those before by unit propagation.
 */
export class SatSolver {
  readonly learnt: Clause[] = [];
  #value: Int8Array = new Int8Array(64);
  #level: Int32Array = new Int32Array(64);
  #phase: Int8Array = new Int8Array(64);
  #activity: Float64Array = new Float64Array(64);
  readonly #reason: (Clause | undefined)[] = [undefined];
  readonly #watches: Clause[][] = [[], []];
  /** the variables that may be open, the most active first, then those with the lower number */
  readonly #queue = new Heap((one, other) => this.#comesFirst(one, other));
  readonly #trail: number[] = [];
  readonly #limits: number[] = [];
  #count = 0;
  #head = 0;
  #next = 1;
  #bump = 1;
  #consistent = true;
  /** clauses and literals looked at in propagation */
  #looks = 0;

  /** A new variable; `phase` is the value tried first. */
  variable(phase: boolean): number {
    this.#count += 1;
    if (this.#count >= this.#value.length) this.#grow();
    this.#phase[this.#count] = phase ? 1 : -1;
    this.#watches.push([], []);
    this.#reason.push(undefined);
    this.#queue.push(this.#count);
    return this.#count;
  }

  /** 1 when the literal is true, -1 when it is false, 0 when it is unassigned. */
  value(literal: number): number {
    return literal < 0 ? -this.#value[-literal]! : this.#value[literal]!;
  }

  /** Adds a clause and takes back every decision. */
  add(clause: readonly number[]): void {
    this.#backTo(0);
    if (!this.#consistent) return;
    const literals = new Set(clause);
    for (const literal of literals) if (this.value(literal) > 0 || literals.has(-literal)) return;
    const open = [...literals].filter((literal) => this.value(literal) === 0);
    if (open.length === 0) this.#consistent = false;
    else if (open.length === 1) this.#imply(open[0]!, undefined);
    else this.#watch(open);
    if (open.length === 1 && this.#propagate() !== undefined) this.#consistent = false;
  }

  /**
   * Whether all clauses can hold together; undefined when the budget is used up. What it costs is the clauses
   * looked at, not the conclusions drawn: clauses are never forgotten, and each conclusion visits more of them.
   */
  solve(budget: Budget): boolean | undefined {
    for (;;) {
      if (!this.#consistent) return false;
      const conflict = this.#propagate();
      budget.spend(1 + this.#looks / looksPerStep);
      this.#looks = 0;
      if (conflict !== undefined) {
        if (this.#limits.length === 0) this.#consistent = false;
        else budget.spend(10 + this.#learn(conflict) / literalsPerStep);
        if (budget.exhausted) return undefined;
      } else {
        const variable = this.#choose();
        if (variable === 0) return true;
        if (budget.exhausted) return undefined;
        this.#limits.push(this.#trail.length);
        this.#imply(variable * this.#phase[variable]!, undefined);
      }
    }
  }

  #grow(): void {
    const size = this.#value.length * 2;
    const grown = <T extends Int8Array | Int32Array | Float64Array>(from: T, to: T): T => {
      to.set(from);
      return to;
    };
    this.#value = grown(this.#value, new Int8Array(size));
    this.#level = grown(this.#level, new Int32Array(size));
    this.#phase = grown(this.#phase, new Int8Array(size));
    this.#activity = grown(this.#activity, new Float64Array(size));
  }

  #imply(literal: number, reason: Clause | undefined): void {
    const variable = Math.abs(literal);
    this.#value[variable] = literal < 0 ? -1 : 1;
    this.#level[variable] = this.#limits.length;
    this.#reason[variable] = reason;
    this.#trail.push(literal);
  }

  #watchers(literal: number): Clause[] {
    return this.#watches[literal > 0 ? 2 * literal : -2 * literal + 1]!;
  }

  #watch(clause: Clause): void {
    this.#watchers(-clause[0]!).push(clause);
    this.#watchers(-clause[1]!).push(clause);
  }

  /** Draws all conclusions; a clause that has become false, if any. */
  #propagate(): Clause | undefined {
    while (this.#head < this.#trail.length) {
      const literal = this.#trail[this.#head]!;
      this.#head += 1;
      const conflict = this.#visit(literal, this.#watchers(literal));
      if (conflict !== undefined) {
        this.#head = this.#trail.length;
        return conflict;
      }
    }
    return undefined;
  }

  /** Goes through the clauses that watch the negation of a literal that has become true. */
  #visit(literal: number, watchers: Clause[]): Clause | undefined {
    let kept = 0;
    let conflict: Clause | undefined;
    this.#looks += watchers.length;
    for (const clause of watchers) {
      if (conflict !== undefined || !this.#rewatch(clause, literal)) {
        watchers[kept] = clause;
        kept += 1;
        if (conflict !== undefined || this.value(clause[0]!) > 0) continue;
        if (this.value(clause[0]!) < 0) conflict = clause;
        else this.#imply(clause[0]!, clause);
      }
    }
    watchers.length = kept;
    return conflict;
  }

  /** Finds the clause another literal to watch; its second one is false. */
  #rewatch(clause: Clause, literal: number): boolean {
    if (clause[0] === -literal) {
      clause[0] = clause[1]!;
      clause[1] = -literal;
    }
    if (this.value(clause[0]!) > 0) return false;
    for (let at = 2; at < clause.length; at += 1) {
      this.#looks += 1;
      if (this.value(clause[at]!) < 0) continue;
      clause[1] = clause[at]!;
      clause[at] = -literal;
      this.#watchers(-clause[1]).push(clause);
      return true;
    }
    return false;
  }

  #choose(): number {
    if (this.#bump === 1) {
      while (this.#next <= this.#count && this.#value[this.#next] !== 0) this.#next += 1;
      return this.#next > this.#count ? 0 : this.#next;
    }
    for (;;) {
      const variable = this.#queue.pop();
      if (variable === undefined) return 0;
      if (this.#value[variable] === 0) return variable;
    }
  }

  #comesFirst(one: number, other: number): boolean {
    const difference = this.#activity[one]! - this.#activity[other]!;
    return difference > 0 || (difference === 0 && one < other);
  }

  #backTo(level: number): void {
    if (this.#limits.length <= level) return;
    const length = this.#limits[level]!;
    for (let at = length; at < this.#trail.length; at += 1) {
      const variable = Math.abs(this.#trail[at]!);
      this.#phase[variable] = this.#value[variable]!;
      this.#value[variable] = 0;
      this.#reason[variable] = undefined;
      this.#queue.push(variable);
    }
    this.#trail.length = length;
    this.#limits.length = level;
    this.#head = length;
    this.#next = 1;
  }

  /** Learns why the search failed and goes back to where it need not have; the length of what it learnt. */
  #learn(conflict: Clause): number {
    const clause = this.#analyze(conflict);
    this.learnt.push([...clause]);
    let at = 1;
    for (let index = 2; index < clause.length; index += 1) {
      if (this.#levelOf(clause[index]!) > this.#levelOf(clause[at]!)) at = index;
    }
    this.#backTo(clause.length > 1 ? this.#levelOf(clause[at]!) : 0);
    if (clause.length > 1) {
      const second = clause[1]!;
      clause[1] = clause[at]!;
      clause[at] = second;
      this.#watch(clause);
    }
    this.#imply(clause[0]!, clause.length > 1 ? clause : undefined);
    return clause.length;
  }

  #levelOf(literal: number): number {
    return this.#level[Math.abs(literal)]!;
  }

  #analyze(conflict: Clause): Clause {
    const seen = new Set<number>();
    const clause: Clause = [0];
    let reason: readonly number[] = conflict;
    let pending = 0;
    let at = this.#trail.length - 1;
    for (;;) {
      for (const literal of reason) {
        const variable = Math.abs(literal);
        if (seen.has(variable) || this.#level[variable] === 0) continue;
        seen.add(variable);
        this.#activity[variable]! += this.#bump;
        this.#queue.raise(variable);
        if (this.#level[variable] === this.#limits.length) pending += 1;
        else clause.push(literal);
      }
      while (!seen.has(Math.abs(this.#trail[at]!))) at -= 1;
      const last = this.#trail[at]!;
      at -= 1;
      pending -= 1;
      if (pending === 0) {
        clause[0] = -last;
        this.#decay();
        return clause;
      }
      reason = this.#reason[Math.abs(last)]!;
    }
  }

  #decay(): void {
    this.#bump *= 1.05;
    if (this.#bump < 1e100) return;
    for (let variable = 1; variable <= this.#count; variable += 1) this.#activity[variable]! *= 1e-100;
    this.#bump *= 1e-100;
  }
}
