import { expect } from "chai";
import { authorize } from "../../../../policies/evaluate/authorize.js";
import { compile } from "../../../../policies/evaluate/compile.js";
import { contextValue, keyName, variableValue } from "../../../../policies/evaluate/contextValue.js";
import type { Request } from "../../../../policies/language/request.js";
import type { Atom } from "../../../../policies/prove/question/atom.js";
import { encodePolicySet } from "../../../../policies/prove/question/encodePolicySet.js";
import { Encoding } from "../../../../policies/prove/question/encoding.js";
import { isTrue } from "../../../../policies/prove/question/formula.js";
import { mayBe } from "../../../../policies/prove/question/keyLiteral.js";
import { mayHold } from "../../../../policies/prove/sets/textSet.js";
import { Dice, generatePolicySet, generateRequest } from "../generatedPolicies.js";

/** The truth of an atom that leaves nothing open. */
const holdsOf = (request: Request) => (atom: Atom) => {
  if (atom.dimension === "key") {
    return mayBe({ atom, positive: true }, contextValue(request, keyName(atom.written)));
  }
  return mayHold(atom.set, atom.dimension === "action" ? request.action.toLowerCase() : request.resource);
};

const callers = [
  "arn:aws:iam::111122223333:role/example",
  "arn:aws:sts::111122223333:assumed-role/example/session",
  "arn:aws:iam::111122223333:user/alice",
  "arn:aws:iam::111122223333:root",
  "arn:aws:iam::999988887777:user/other",
  "arn:aws:iam::111122223333:role/aws-service-role/batch.amazonaws.com/AWSServiceRoleForBatch",
  "batch.amazonaws.com",
  "*",
];
const special = [
  ["sts:AssumeRole", "arn:aws:iam::111122223333:role/x"],
  ["sts:AssumeRole", "arn:aws:iam::111122223333:role/aws-service-role/x"],
  ["kms:RetireGrant", "arn:aws:kms:us-east-1:111122223333:key/k"],
] as const;

describe("the formula of a policy set", () => {
  for (const seed of [1, 2, 3, 4]) {
    it(`is true of the requests that the evaluator allows, and of no others (seed ${seed})`, () => {
      const dice = new Dice(seed);
      for (let round = 0; round < 500; round += 1) {
        const set = generatePolicySet(dice, { principals: true });
        const compiled = compile(set);
        for (let count = 0; count < 12; count += 1) {
          const plain = {
            ...generateRequest(dice),
            ...(dice.chance(40) && { principal: dice.pick(callers) }),
          };
          const [action, resource] = dice.pick(special);
          const request = dice.chance(10) ? { ...plain, action, resource } : plain;
          const formula = encodePolicySet(
            set,
            new Encoding(request, (variable) => variableValue(request, variable)),
          );
          const allowed = authorize(compiled, request) === "allowed";
          if (isTrue(formula, holdsOf(request)) !== allowed) {
            expect.fail(JSON.stringify({ set, request, allowed }));
          }
        }
      }
    });
  }
});
