import { describeTests } from "../describeTests.js";
import type { PlanOptions, PlanSource } from "../planSuite.js";
import { planTests } from "../planTests.js";
import { nodeRunner } from "./nodeRunner.js";

/**
 * Makes a `describe` of `node:test` with one test per property and target of a plan, a state, a policy or any other SOURCE of the
 * command line. A stack of CDKTF is tested without a plan: `await describePlan(sourceFromStack(stack, Testing))`.
 *
 * Call it in an ES module, with `await`: `await describePlan("plan.json")`. A source that cannot be read or holds nothing
 * to check is one failing test. In CommonJS use `describePlanByProperty`, which needs no `await`.
 *
 * The titles of tests never change with the answer. A skipped test says what is undecided, and a diagnostic of a test what is violated below the gate.
 *
 * Source: https://nodejs.org/api/test.html
 *
 * @throws Error in another test runner
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { describePlan } from "planproof/node";
 *
 * const suite = () => describePlan("plan.json", { properties: ["no-iam-administration"], undecided: "allow" });
 * assert.equal(typeof suite, "function"); // in a test file: `await suite()`
 * ```
 */
export async function describePlanInNode(source: PlanSource, options: PlanOptions = {}): Promise<void> {
  const called = "describePlan";
  const list = () => planTests(source, options);
  await describeTests(nodeRunner(called), { subject: source, called, list });
}
