import { describeTests } from "../describeTests.js";
import type { PlanOptions, PlanSource } from "../planSuite.js";
import { planTests } from "../planTests.js";
import { mochaRunner } from "./mochaRunner.js";

/**
 * Makes a mocha `describe` with one test per property and target of a plan, a state, a policy or any other
 * SOURCE of the command line. Call it in an ES module, with `await`: `await describePlan("plan.json")`.
 *
 * A stack of CDKTF is tested without a plan: `await describePlan(sourceFromStack(stack, Testing))`.
 *
 * A source that cannot be read or holds nothing to check is one failing test, and so is a call that is not
 * awaited. In CommonJS use `describePlanByProperty`, which needs no `await`. The titles of tests never change with the
 * answer: why a test is pending, and what is violated below the gate, is printed on stderr.
 *
 * @throws Error outside a mocha test file
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { describePlan } from "planproof/mocha";
 *
 * const suite = () => describePlan("plan.json", { properties: ["no-iam-administration"], undecided: "allow" });
 * assert.equal(typeof suite, "function"); // in a test file: `await suite()`
 * ```
 */
export async function describePlan(source: PlanSource, options: PlanOptions = {}): Promise<void> {
  const called = "describePlan";
  const instead = "describePlanByProperty";
  const list = () => planTests(source, options);
  await describeTests(mochaRunner(called), { subject: source, called, instead, list });
}
