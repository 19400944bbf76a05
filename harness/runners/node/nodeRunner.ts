import { describe, it } from "node:test";
import type { TestRunner } from "../describeTests.js";
import { requireRunner } from "../runnerHere.js";

/**
 * The test runner of Node. It also runs tests that are defined late, so that nothing waits for them.
 *
 * @throws Error in another test runner
 */
export function nodeRunner(called: string): TestRunner {
  requireRunner("node", called);
  return {
    describe: (title, body) => void describe(title, body),
    test: ({ title, run }) =>
      void it(title, async (test) => {
        const { notes, pending } = await run();
        for (const note of notes) test.diagnostic(note);
        if (pending !== undefined) test.skip(pending);
      }),
  };
}
