import { describeTests } from "../describeTests.js";
import type { PlanOptions, PlanSource } from "../planSuite.js";
import { planTests } from "../planTests.js";
import { vitestRunner } from "./vitestRunner.js";

/**
 * Makes a `describe` of vitest with one test per property and target of a plan, a state, a policy or any other SOURCE of the
 * command line. A stack of CDKTF is tested without a plan: `await describePlan(sourceFromStack(stack, Testing))`.
 *
 * Call it with `await`: `await describePlan("plan.json")`. A source that cannot be read or holds nothing to check is one
 * failing test, and so is a call that is not awaited.
 *
 * The titles of tests never change with the answer. The note of a skipped test says what is undecided, and an annotation what is violated below the gate.
 *
 * Source: https://vitest.dev/guide/test-context
 *
 * @throws Error outside a vitest test file
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { describePlan } from "planproof/vitest";
 *
 * const suite = () => describePlan("plan.json", { properties: ["no-iam-administration"], undecided: "allow" });
 * assert.equal(typeof suite, "function"); // in a test file: `await suite()`
 * ```
 */
export async function describePlanInVitest(source: PlanSource, options: PlanOptions = {}): Promise<void> {
  const called = "describePlan";
  const list = () => planTests(source, options);
  await describeTests(vitestRunner(called), { subject: source, called, list });
}
