import { expect } from "chai";
import { prove } from "../../../policies/prove/prove.js";
import { loadServiceReference } from "../../../policies/reference/loadServiceReference.js";
import { type CrossCheckOptions, crossCheck, type Pair } from "./crossCheck.js";
import { draws, generateCasePairs, generatePair } from "./generatedPairs.js";
import { Dice, generatePolicySet } from "./generatedPolicies.js";

const seen = () => ({ proved: 0, refuted: 0, undecided: 0 });

function expectAgreement(pair: Pair, checks: CrossCheckOptions) {
  const { verdict, disagreement } = crossCheck(pair, checks);
  const { left, right, options } = pair;
  expect(disagreement, JSON.stringify({ left, right, options })).to.equal(undefined);
  return verdict;
}

describe("the prover and the evaluator, on generated pairs", function () {
  this.timeout(60_000);

  for (const [name, draw] of draws) {
    it(`agree on ${name}`, () => {
      const dice = new Dice(name.length);
      const counts = seen();
      for (let round = 0; round < 500; round += 1) {
        const pair = generatePair(dice, draw, 150);
        counts[expectAgreement(pair, { certificates: round % 4 === 0 })] += 1;
      }
      expect(counts.proved).to.be.above(100);
      expect(counts.refuted).to.be.above(100);
      expect(counts.undecided, JSON.stringify(counts)).to.be.below(name === "all operators" ? 60 : 15);
    });
  }

  it("agree on every layer, for every kind of caller", () => {
    const counts = seen();
    for (const pair of generateCasePairs(5, 300)) {
      counts[expectAgreement(pair, { certificates: true })] += 1;
    }
    expect(Math.min(counts.proved, counts.refuted), JSON.stringify(counts)).to.be.above(50);
  });

  it("agree on what only requests that AWS could send distinguish", async () => {
    const reference = await loadServiceReference(["s3", "kms"]);
    const dice = new Dice(3);
    const counts = seen();
    for (let round = 0; round < 150; round += 1) {
      const pair = generatePair(dice, { variables: false, operators: /String|Null/ }, 50);
      const near = { seed: round, runs: 50 };
      counts[expectAgreement(pair, { certificates: round % 4 === 0, reference, near })] += 1;
    }
    expect(Math.min(counts.proved, counts.refuted), JSON.stringify(counts)).to.be.above(40);
  });

  it("undecided is never an answer to a pair of policies that are alike", () => {
    const dice = new Dice(7);
    for (let round = 0; round < 200; round += 1) {
      const set = generatePolicySet(dice);
      expect(prove(set, { ...set }).verdict).to.equal("proved");
    }
  });
});
