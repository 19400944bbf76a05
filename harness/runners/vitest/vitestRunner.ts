/// <reference path="./vitestModule.d.ts" />
import type { TestRunner } from "../describeTests.js";
import { requireRunner } from "../runnerHere.js";

// the user's own; absent in another test runner, which is said when a function is called
const vitest = await import("vitest").catch(() => undefined);

/**
 * Vitest, imported: it has globals only where they are asked for.
 *
 * @throws Error in another test runner
 */
export function vitestRunner(called: string): TestRunner {
  requireRunner("vitest", called);
  const { describe, it } = vitest!;
  return {
    describe,
    isLazy: true,
    test: ({ title, run }) =>
      // A search takes as long as its number of requests asks for; it never hangs.
      it(title, { timeout: 0 }, async (context) => {
        const { notes, pending } = await run();
        for (const note of notes) await context.annotate?.(note);
        if (pending !== undefined) context.skip(pending);
      }),
  };
}
