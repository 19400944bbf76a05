/**
 * A number of steps that one question or several may take. Steps are counted and not timed, so that answers do
 * not depend on the machine; one step is up to a microsecond.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { Budget, prove } from "planproof/policies";
 *
 * const budget = new Budget(1_000_000);
 * assert.equal(prove({ identity: [] }, { identity: [] }, { budget }).verdict, "proved");
 * assert(!budget.exhausted);
 * ```
 */
export class Budget {
  readonly limit: number;
  spent = 0;

  constructor(limit: number) {
    this.limit = limit;
  }

  spend(steps: number): void {
    this.spent += steps;
  }

  get exhausted(): boolean {
    return this.spent > this.limit;
  }

  /** Why a question stays undecided once the budget is used up. */
  get reason(): string {
    return `took more than ${this.limit} steps`;
  }
}
