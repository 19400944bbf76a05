import { defineTests } from "../describeTests.js";
import type { PlanOptions, PlanSource } from "../planSuite.js";
import { propertyTests } from "../propertyTests.js";
import { mochaRunner } from "./mochaRunner.js";

/**
 * Makes a mocha `describe` with one test per property, each about all targets of a source at once. Unlike
 * `describePlan` it needs no `await`, for test files in CommonJS: the source is read when the tests run.
 * A plan without targets or policies is a failing test, as it is for `describePlan`.
 *
 * @throws Error outside a mocha test file
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { describePlanByProperty } from "planproof/mocha";
 *
 * const suite = () => describePlanByProperty("plan.json", { account: "111122223333", region: "eu-west-1" });
 * assert.equal(typeof suite, "function"); // in a test file: `suite()`
 * ```
 */
export const describePlanByProperty = (source: PlanSource, options: PlanOptions = {}): void =>
  defineTests(propertyTests(source, options), mochaRunner("describePlanByProperty"));
