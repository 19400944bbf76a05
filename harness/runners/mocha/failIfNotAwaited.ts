import type { Diagnostic } from "../../../policies/text/diagnostic.js";
import { sourceFailure } from "../verdictFailure.js";

/**
 * Puts a test where a suite is to come, which fails when mocha begins before the suite is there: a call without
 * `await` would be a green run of nothing.
 *
 * @returns takes the test away again, once the suite is read
 */
export function failIfNotAwaited(title: string, notAwaited: Diagnostic = planNotAwaited): () => void {
  const guard = describe(title, () => {
    it("is read before the tests begin", () => {
      throw sourceFailure(title, [notAwaited]);
    });
  });
  return () => {
    guard.tests = [];
  };
}

const planNotAwaited: Diagnostic = {
  code: "not-awaited",
  severity: "error",
  message: "`describePlan` is not awaited",
  hint: "write `await describePlan(...)` in an ES module, or use `describePlanByProperty`, which needs none",
};
