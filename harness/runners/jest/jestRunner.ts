import type { TestRunner } from "../describeTests.js";
import type { ListedTest } from "../listedTest.js";
import { requireRunner } from "../runnerHere.js";
import { sayOutcome } from "../sayOutcome.js";

/** A test of which is known, before it is defined, whether it is pending. */
interface AskedTest extends ListedTest {
  readonly isPending: boolean;
}

interface JestGlobals {
  readonly beforeAll: (run: () => void) => void;
  readonly describe: (title: string, body: () => void) => void;
  readonly test: ((title: string, run: () => unknown, timeout?: number) => void) & {
    readonly skip: (title: string, run: () => void) => void;
  };
}

/**
 * Jest, by its globals.
 *
 * @throws Error in another test runner
 */
export function jestRunner(called: string): TestRunner {
  requireRunner("jest", called);
  const { beforeAll, describe, test } = globalThis as unknown as JestGlobals;
  let [hasBegun, isDefined] = [false, false];
  return {
    describe(title, body) {
      // jest breaks down at a `describe` while tests run
      if (hasBegun) return;
      isDefined = true;
      describe(title, body);
    },
    test: (listed) => {
      const { suite, title, run } = listed;
      if ("isPending" in listed && listed.isPending === true) test.skip(title, () => {});
      else
        test(
          title,
          async () => {
            const { notes } = await run();
            sayOutcome([...suite, title], { notes });
          },
          longest,
        );
    },
    expectTests({ suite: [title], title: sentence, run }) {
      beforeAll(() => {
        hasBegun = true;
      });
      describe(title!, () => test(sentence, () => (isDefined ? undefined : run())));
      return () => {};
    },
  };
}

/** The longest that a timer can wait, in milliseconds: a search takes as long as its number of requests asks for. */
const longest = 2 ** 31 - 1;

/**
 * Asks the questions whose answer may leave their test pending: jest skips a test only when it is defined. All others
 * are asked when their test runs.
 */
export async function askPending(tests: readonly ListedTest[]): Promise<readonly ListedTest[]> {
  const asked: ListedTest[] = [];
  for (const test of tests) asked.push(test.mayBePending ? await askEarly(test) : test);
  return asked;
}

async function askEarly(test: ListedTest): Promise<AskedTest> {
  try {
    const outcome = await test.run();
    const isPending = outcome.pending !== undefined;
    if (isPending) sayOutcome([...test.suite, test.title], outcome);
    return { ...test, run: () => outcome, isPending };
  } catch (thrown) {
    const fail = () => {
      throw thrown;
    };
    return { ...test, run: fail, isPending: false };
  }
}
