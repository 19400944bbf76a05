import { expect } from "chai";
import { differencesByAction } from "../../../../policies/prove/actions/differencesByAction.js";
import { compileAccess } from "../../../../policies/prove/question/access.js";
import { Dice, generatePolicySet } from "../generatedPolicies.js";

describe("differencesByAction of generated policies", function () {
  this.timeout(60_000);

  it("shows every change by requests that the evaluator agrees on", () => {
    const dice = new Dice(5);
    for (let round = 0; round < 60; round += 1) {
      const [left, right] = [generatePolicySet(dice), generatePolicySet(dice)];
      const [before, after] = [left, right].map((policies) => compileAccess({ kind: "of", policies }));
      for (const { change, gained, lost } of differencesByAction(left, right)) {
        if (change === "undecided") continue;
        expect(gained !== undefined).to.equal(change !== "removed" && change !== "narrowed");
        expect(lost !== undefined).to.equal(change !== "added" && change !== "widened");
        if (gained) expect([before!(gained), after!(gained)]).to.deep.equal([false, true]);
        if (lost) expect([before!(lost), after!(lost)]).to.deep.equal([true, false]);
      }
    }
  });
});
