import { printAddress } from "../../../properties/targetAddress.js";
import { escapeControls } from "../../report/escapeControls.js";
import { isAsked } from "../../run/run.js";
import { type PlanOptions, type PlanSource, type PlanSuite, planSuite, sourceTitle } from "../planSuite.js";
import { sourceFailure } from "../verdictFailure.js";
import { failIfNotAwaited } from "./failIfNotAwaited.js";
import { reportOutcome } from "./reportOutcome.js";

/**
 * Makes a mocha `describe` with one test per property and target of a plan, a state, a policy or any other
 * SOURCE of the command line. Call it in an ES module, with `await`: `await describePlan("plan.json")`.
 *
 * A stack of CDKTF is tested without a plan: `await describePlan(sourceFromStack(stack, Testing))`.
 *
 * A source that cannot be read or holds nothing to check is one failing test, and so is a call that is not
 * awaited. In CommonJS use `describePlanByProperty`, which needs no `await`.
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
  if (typeof describe !== "function") throw new Error("describePlan is called outside a mocha test file");
  const title = escapeControls(sourceTitle(source));
  const arrived = failIfNotAwaited(title);
  // a file that cannot be loaded would keep the tests of the others from running
  const suite = await planSuite(source, options).catch((thrown: unknown) => ({ thrown }));
  arrived();
  describe(title, function () {
    // A search takes as long as its number of requests asks for; it never hangs.
    this.timeout(0);
    if ("thrown" in suite) {
      it("can be checked", () => {
        throw suite.thrown;
      });
    } else if (suite.ok) describeTargets(suite.value, options);
    else {
      it("can be checked", () => {
        throw sourceFailure(sourceTitle(source), suite.diagnostics);
      });
    }
  });
}

function describeTargets(suite: PlanSuite, options: PlanOptions): void {
  for (const target of suite.targets) {
    const properties = suite.properties.filter((property) => isAsked(property, target));
    describe(escapeControls(printAddress(target.address)), () => {
      if (properties.length === 0) it("has no property that applies to it");
      for (const property of properties) {
        it(escapeControls(`${property.id}: ${property.sentence}`), function () {
          reportOutcome(this, suite.ask(property, [target]), options.undecided);
        });
      }
    });
  }
}
