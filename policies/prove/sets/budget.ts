/** Steps that a question may take; one step is up to a microsecond, but it is counted, not timed. */
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
