import type { TestRunner } from "../describeTests.js";
import { requireRunner } from "../runnerHere.js";
import { sayOutcome } from "../sayOutcome.js";

/**
 * Mocha, by its globals.
 *
 * @throws Error in another test runner
 */
export function mochaRunner(called: string): TestRunner {
  requireRunner("mocha", called);
  return {
    describe: (title, body) => void describe(title, body),
    test: ({ suite, title, run }) =>
      void it(title, async function () {
        // A search takes as long as its number of requests asks for; it never hangs.
        this.timeout(0);
        const outcome = await run();
        // mocha shows nothing but the title of a test that passes or is pending, and the title is to stay the same
        sayOutcome([...suite, title], outcome);
        if (outcome.pending !== undefined) this.skip();
      }),
    expectTests({ suite: [title], title: sentence, run }) {
      const guard = describe(title!, () => void it(sentence, () => void run()));
      return () => {
        guard.tests = [];
      };
    },
  };
}
