import { expect } from "chai";
import type { ContextValue, Request } from "../../../policies/language/request.js";
import { prove } from "../../../policies/prove/prove.js";
import { compileAccess, difference } from "../../../policies/prove/question/access.js";
import { Dice } from "./generatedPolicies.js";
import { policySetOf } from "./policySets.js";

/** A little language, and requests enough to distinguish all that it can say. */
const actionPatterns = ["s:a", "s:b", "s:*", "s:?", "*"];
const actions = ["s:a", "s:b", "s:c", "s:long", "t:a"];
const resourcePatterns = ["arn:aws:1", "arn:aws:2", "arn:aws:*", "*"];
const resources = ["arn:aws:1", "arn:aws:2", "arn:aws:3", "x"];
const texts = ["p", "P", "q", "Q", "r", ""];
const lists = Array.from({ length: 1 << texts.length }, (_, bits) =>
  texts.filter((_, at) => (bits >> at) & 1),
);
const values: readonly (ContextValue | undefined)[] = [undefined, ...texts, ...lists];
const operators = [
  "StringEquals",
  "StringNotEquals",
  "StringEqualsIfExists",
  "StringNotEqualsIfExists",
  "StringEqualsIgnoreCase",
  "StringLike",
  "ForAllValues:StringEquals",
  "ForAllValues:StringNotEquals",
  "ForAnyValue:StringEquals",
  "ForAnyValue:StringNotEquals",
  "ForAnyValue:StringLikeIfExists",
];

function statement(dice: Dice) {
  const condition: Record<string, Record<string, readonly string[]>> = {};
  for (let count = dice.below(3); count > 0; count -= 1) {
    if (dice.chance(25)) condition.Null = { "k:k": [dice.pick(["true", "false"])] };
    else condition[dice.pick(operators)] = { "k:k": [...new Set(dice.some(["p", "q", "p", ""], 2))] };
  }
  return {
    Effect: dice.chance(25) ? "Deny" : "Allow",
    [dice.chance(20) ? "NotAction" : "Action"]: dice.some(actionPatterns, 2),
    [dice.chance(20) ? "NotResource" : "Resource"]: dice.some(resourcePatterns, 2),
    Condition: condition,
  };
}

const policySet = (dice: Dice) =>
  policySetOf({
    Version: "2012-10-17",
    Statement: Array.from({ length: 1 + dice.below(4) }, () => statement(dice)),
  });

const requests: readonly Request[] = actions.flatMap((action) =>
  resources.flatMap((resource) =>
    values.map((value) => ({
      principal: "arn:aws:iam::111122223333:role/example",
      resourceAccount: "111122223333",
      action,
      resource,
      context: value === undefined ? {} : { "k:k": value },
    })),
  ),
);

describe("the prover, on a universe small enough to go through", function () {
  this.timeout(60_000);

  for (const seed of [11, 12, 13]) {
    it(`agrees with what the evaluator says of every request (seed ${seed})`, () => {
      const dice = new Dice(seed);
      const seen = { proved: 0, refuted: 0, undecided: 0 };
      for (let round = 0; round < 400; round += 1) {
        const [left, right] = [policySet(dice), policySet(dice)];
        const access = difference({ kind: "of", policies: left }, { kind: "of", policies: right });
        const expected = requests.some(compileAccess(access)) ? "refuted" : "proved";
        const { verdict } = prove(left, right);
        seen[verdict] += 1;
        expect(verdict, JSON.stringify([left, right])).to.equal(expected);
      }
      expect(Math.min(seen.proved, seen.refuted), JSON.stringify(seen)).to.be.above(40);
    });
  }
});
