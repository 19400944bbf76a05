import { describeTests } from "../describeTests.js";
import type { PlanOptions, PlanSource } from "../planSuite.js";
import { planTests } from "../planTests.js";
import { askPending, jestRunner } from "./jestRunner.js";

/**
 * Makes a `describe` of jest with one test per property and target of a plan, a state, a policy or any other SOURCE of the
 * command line. A stack of CDKTF is tested without a plan: `await describePlan(sourceFromStack(stack, Testing))`.
 *
 * Call it in an ES module, with `await`: `await describePlan("plan.json")`, and run jest with
 * `NODE_OPTIONS=--experimental-vm-modules`. A source that cannot be read or holds nothing to check is one failing test,
 * and so is a call that is not awaited.
 *
 * The titles of tests never change with the answer. Jest skips a test only when it is defined: with `undecided: "allow"` everything is asked before the tests begin. Why a
 * test is skipped, and what is violated below the gate, is printed on stderr.
 *
 * Source: https://jestjs.io/docs/ecmascript-modules
 *
 * @throws Error outside a jest test file
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { describePlan } from "planproof/jest";
 *
 * const suite = () => describePlan("plan.json", { properties: ["no-iam-administration"], undecided: "allow" });
 * assert.equal(typeof suite, "function"); // in a test file: `await suite()`
 * ```
 */
export async function describePlanInJest(source: PlanSource, options: PlanOptions = {}): Promise<void> {
  const called = "describePlan";
  const list = async () => askPending(await planTests(source, options));
  await describeTests(jestRunner(called), { subject: source, called, list });
}
