import { isAbout, type Property } from "../../../properties/property.js";
import { escapeControls } from "../../report/escapeControls.js";
import { chooseProperties } from "../../run/chooseProperties.js";
import { type PlanOptions, type PlanSource, planSuite, sourceTitle } from "../planSuite.js";
import { sourceFailure } from "../verdictFailure.js";
import { reportOutcome } from "./reportOutcome.js";

/**
 * Makes a mocha `describe` with one test per property, each about all targets of a source at once. Unlike
 * `describePlan` it needs no `await`, for test files in CommonJS: the source is read in a `before` hook.
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
export function describePlanByProperty(source: PlanSource, options: PlanOptions = {}): void {
  if (typeof describe !== "function") {
    throw new Error("describePlanByProperty is called outside a mocha test file");
  }
  const properties = chooseProperties(options.properties, options.preset);
  describe(escapeControls(sourceTitle(source)), function () {
    this.timeout(0);
    if (properties.ok) describeProperties(source, properties.value, options);
    else {
      it("can be checked", () => {
        throw sourceFailure(sourceTitle(source), properties.diagnostics);
      });
    }
  });
}

function describeProperties(source: PlanSource, properties: readonly Property[], options: PlanOptions): void {
  let loading: ReturnType<typeof planSuite>;
  before(() => {
    loading = planSuite(source, options);
  });
  it("can be checked", async () => {
    const suite = await loading;
    if (!suite.ok) throw sourceFailure(sourceTitle(source), suite.diagnostics);
  });
  for (const property of properties) {
    it(escapeControls(`${property.id}: ${property.sentence}`), async function () {
      const suite = await loading;
      // The test before this one reports why there is nothing to ask.
      if (!suite.ok) this.skip();
      else {
        const { ask, documents, targets } = suite.value;
        const asked = isAbout(property, "documents") ? documents : targets;
        reportOutcome(this, ask(property, asked), options.undecided);
      }
    });
  }
}
