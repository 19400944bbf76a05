/** Steps a question may take; one step is about a microsecond, but it is counted, not timed. */
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
}
