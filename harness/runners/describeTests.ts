import type { Diagnostic } from "../../policies/text/diagnostic.js";
import { escapeControls } from "../report/escapeControls.js";
import { failingTest, type ListedTest } from "./listedTest.js";
import { type PlanSource, sourceTitle } from "./planSuite.js";
import { sourceFailure } from "./verdictFailure.js";

/** How a test runner takes tests. */
export interface TestRunner {
  readonly describe: (title: string, body: () => void) => void;
  readonly test: (test: ListedTest) => void;
  /** true where `describe` runs its body once the whole file has run, before any test; @defaultValue at once */
  readonly isLazy?: boolean;
  /**
   * Puts a test where others are to come, which fails unless they are there before it runs. What it returns is called
   * when they are. @defaultValue none, for a runner that also runs tests that are defined late
   */
  readonly expectTests?: (guard: ListedTest) => () => void;
}

/** What {@link describeTests} defines. */
export interface TestsToCome {
  /** the source or the corpus */
  readonly subject: PlanSource;
  /** the function that a user is to await */
  readonly called: string;
  /** a function that does the same without `await`; @defaultValue none */
  readonly instead?: string;
  readonly list: () => Promise<readonly ListedTest[]>;
}

/**
 * Lists tests and defines them. A runner that begins before they are there has one failing test: a call without `await`
 * would be a green run of nothing.
 */
export async function describeTests(
  runner: TestRunner,
  { subject, called, instead, list }: TestsToCome,
): Promise<void> {
  const title = escapeControls(sourceTitle(subject));
  const failure = sourceFailure(title, [notAwaited(called, instead)]);
  const guard = failingTest(title, "is read before the tests begin", failure);
  if (runner.isLazy === true) {
    let listed: readonly ListedTest[] = [guard];
    runner.describe(title, () => defineTests(listed, runner, 1));
    listed = await list();
  } else {
    const arrived = runner.expectTests?.(guard);
    const tests = await list();
    arrived?.();
    defineTests(tests, runner);
  }
}

/** Defines tests, each in its suites. */
export function defineTests(tests: readonly ListedTest[], runner: TestRunner, depth = 0): void {
  const groups = new Map<string | undefined, ListedTest[]>();
  for (const test of tests) groups.set(test.suite[depth], [...(groups.get(test.suite[depth]) ?? []), test]);
  for (const [title, group] of groups) {
    if (title === undefined) group.forEach(runner.test);
    else runner.describe(title, () => defineTests(group, runner, depth + 1));
  }
}

const notAwaited = (called: string, instead: string | undefined): Diagnostic => ({
  code: "not-awaited",
  severity: "error",
  message: `\`${called}\` is not awaited`,
  hint: `write \`await ${called}(...)\` in an ES module${instead === undefined ? "" : `, or use \`${instead}\`, which needs none`}`,
});
