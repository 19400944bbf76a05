import { expect } from "chai";
import type { PolicySet } from "../../../policies/language/policySet.js";
import { type Access, difference, includes } from "../../../policies/prove/access.js";
import { checkCertificate } from "../../../policies/prove/checkCertificate.js";
import { prove } from "../../../policies/prove/prove.js";
import { Dice, type Draw, generatePolicySet, generateRequest } from "./generatedPolicies.js";

/** Two policy sets that often contain each other: one may be the other with a policy more. */
const generatePair = (dice: Dice, draw: Draw): readonly [PolicySet, PolicySet] => {
  const left = generatePolicySet(dice, draw);
  const right = dice.chance(50)
    ? { ...left, identity: [...left.identity, ...generatePolicySet(dice, draw).identity] }
    : generatePolicySet(dice, draw);
  return dice.chance(30) ? [right, left] : [left, right];
};

const requestIn = (access: Access, dice: Dice, runs: number) => {
  for (let run = 0; run < runs; run += 1) {
    const request = generateRequest(dice);
    if (includes(access, request)) return request;
  }
  return undefined;
};

const draws: readonly (readonly [string, Draw])[] = [
  ["all operators", { variables: false }],
  ["operators on text", { variables: false, operators: /String|Arn|Bool|Null|Binary/ }],
  ["set operators", { variables: false, operators: /For(?:All|Any).*String|StringEquals$|Null/ }],
  ["operators that compare", { variables: false, operators: /^(?:For\w+:)?(?:Numeric|Null)/ }],
  ["policy variables", { operators: /String|Arn|Null/ }],
];

describe("the prover and the evaluator, on generated pairs", function () {
  this.timeout(60_000);

  for (const [name, draw] of draws) {
    it(`agree on ${name}`, () => {
      const dice = new Dice(name.length);
      const seen = { proved: 0, refuted: 0, undecided: 0 };
      for (let round = 0; round < 500; round += 1) {
        const [left, right] = generatePair(dice, draw);
        const access = difference({ kind: "of", policies: left }, { kind: "of", policies: right });
        const verdict = prove(left, right); // a witness that the evaluator refuses throws
        seen[verdict.verdict] += 1;
        if (verdict.verdict === "refuted") expect(includes(access, verdict.witness)).to.equal(true);
        if (verdict.verdict !== "proved") continue;
        expect(requestIn(access, dice, 150), JSON.stringify({ left, right })).to.equal(undefined);
        if (round % 4 === 0) expect(checkCertificate(access, verdict.certificate)).to.equal(true);
      }
      expect(seen.proved).to.be.above(100);
      expect(seen.refuted).to.be.above(100);
      expect(seen.undecided, JSON.stringify(seen)).to.be.below(name === "all operators" ? 60 : 15);
    });
  }

  it("undecided is never an answer to a pair of policies that are alike", () => {
    const dice = new Dice(7);
    for (let round = 0; round < 200; round += 1) {
      const set = generatePolicySet(dice);
      expect(prove(set, { ...set }).verdict).to.equal("proved");
    }
  });
});
