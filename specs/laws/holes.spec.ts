import { expect } from "chai";
import fc from "fast-check";
import { loadServiceReference } from "../../policies/reference/loadServiceReference.js";
import { isGate } from "../house/isGate.js";
import { brokenPromise } from "./brokenPromise.js";
import { emptyTally } from "./checking.js";
import { drawnPlan } from "./drawnPlan.js";
import { smallReference } from "./smallReference.js";
import { brokenPlan } from "./soakHoles.js";

describe("what is said while parts of a plan are unknown", () => {
  const tally = emptyTally();
  const check = async (isQuick: boolean, { seed, numRuns }: { seed: number; numRuns: number }) => {
    const reference = smallReference(await loadServiceReference(["s3", "sqs", "ec2", "iam"]));
    const options = { seed: 1, runs: 20, reference };
    const law = fc.property(drawnPlan, (plan) => {
      const broken = brokenPromise(plan, { options, tally, isQuick });
      if (broken !== undefined) throw new Error(broken);
    });
    fc.assert(law, { seed, numRuns });
  };

  it("lies between bounds that hold for all values of the unknown parts", () =>
    check(true, { seed: 1, numRuns: 200 })).timeout(900_000);

  it("stays true: verdicts and their witnesses, changes and relations", () =>
    check(false, { seed: 2, numRuns: isGate ? 50 : 80 })).timeout(900_000);

  for (const seed of [380822077, 1895772773, 1816467953, 964415880, 2025846763]) {
    it(`stays true of the plans that it once was not true of, with seed ${seed}`, async () => {
      const reference = smallReference(await loadServiceReference(["s3", "sqs", "ec2", "iam"]));
      const options = { seed, runs: 20, reference };
      expect(brokenPlan(seed, { options, tally: emptyTally() })).to.equal(undefined);
    }).timeout(900_000);
  }

  it("is often something", () => {
    expect(tally.compared).to.be.greaterThan(1000);
    expect(tally.decided).to.be.greaterThan(tally.undecided / 2);
    expect(Math.min(tally.kept, tally.mended)).to.be.greaterThan(20);
    expect(tally.changesUnless, "entries, each for a class of actions").to.be.greaterThan(2);
    expect(Math.min(tally.changes, tally.relations)).to.be.greaterThan(50);
  });
});
