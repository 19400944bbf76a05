/** A question about a source as one test of any test runner. */
export interface ListedTest {
  /** the titles of the suites that it is in, outermost first: the source, then the target where it is about one */
  readonly suite: readonly string[];
  /** the same for every answer: reports that are compared over time find the test by it */
  readonly title: string;
  /** false where {@link run} never answers `pending`; for runners that cannot skip a test once it runs */
  readonly mayBePending: boolean;
  /**
   * Asks the question.
   *
   * @throws Error with the whole description of what may not pass
   */
  readonly run: () => TestOutcome | Promise<TestOutcome>;
}

/** What a test that did not fail has to say. */
export interface TestOutcome {
  /** why it did not pass, such as what is unknown where undecided answers are allowed; @defaultValue it passed */
  readonly pending?: string;
  /** to be shown with a test that passed, such as a violation below the gate */
  readonly notes: readonly string[];
}

/** A test that fails, in place of the tests of a source or corpus that cannot be read. */
export const failingTest = (suite: string, title: string, failure: unknown): ListedTest => ({
  suite: [suite],
  title,
  mayBePending: false,
  run: () => {
    throw failure;
  },
});
