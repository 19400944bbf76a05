import { expect } from "chai";
import { exceptedBy } from "../../harness/gate/exceptedBy.js";
import type { Exception } from "../../harness/gate/exception.js";
import { statementDigest } from "../../harness/gate/statementDigest.js";
import { authorize } from "../../policies/evaluate/authorize.js";
import { compile } from "../../policies/evaluate/compile.js";
import { compileGlob, matchGlob } from "../../policies/language/glob.js";
import type { PolicySet } from "../../policies/language/policySet.js";
import type { ContextValue, Request } from "../../policies/language/request.js";
import { compileAccess } from "../../policies/prove/question/access.js";
import { allowedBy, inAll } from "../../properties/allowedBy.js";
import { checkProperty } from "../../properties/checkProperty.js";
import { neverAllowed } from "../../properties/neverAllowed.js";
import { Dice } from "../policies/prove/generatedPolicies.js";
import { policySetOf } from "../policies/prove/policySets.js";
import { searchOptions, targetOf } from "../properties/targets.js";

/** A little language, and requests enough to distinguish all that it can say. */
const actions = ["s:a", "s:b", "s:*", "*"];
const resources = ["arn:aws:1", "arn:aws:2", "arn:aws:*", "*"];
const texts = ["p", "q", "r"];
const lists = Array.from({ length: 8 }, (_, bits) => texts.filter((__, at) => (bits >> at) & 1));
const values: readonly (ContextValue | undefined)[] = [undefined, ...texts, ...lists];

const requests: readonly Request[] = ["s:a", "s:b", "s:c", "t:a"].flatMap((action) =>
  ["arn:aws:1", "arn:aws:2", "arn:aws:3", "x"].flatMap((resource) =>
    values.map((value) => ({
      principal: "arn:aws:iam::111122223333:role/example",
      resourceAccount: "111122223333",
      action,
      resource,
      context: value === undefined ? {} : { "k:k": value },
    })),
  ),
);

const statement = (dice: Dice, effect: string) => ({
  Effect: effect,
  [dice.chance(20) ? "NotAction" : "Action"]: dice.some(actions, 2),
  [dice.chance(20) ? "NotResource" : "Resource"]: dice.some(resources, 2),
  Condition: dice.chance(40)
    ? { [dice.pick(["StringEquals", "StringNotEquals"])]: { "k:k": dice.some(["p", "q"], 1) } }
    : {},
});

const policies = (dice: Dice): PolicySet =>
  policySetOf({
    Version: "2012-10-17",
    Statement: Array.from({ length: 1 + dice.below(4) }, () =>
      statement(dice, dice.chance(20) ? "Deny" : "Allow"),
    ),
  });

const matches = (patterns: readonly string[] | undefined, text: string): boolean =>
  patterns === undefined || patterns.some((pattern) => matchGlob(compileGlob(pattern), text));

/** Whether an exception takes a request out, as its documentation says it. */
function outsideOf(
  { statement: digest, ...exception }: Exception,
  set: PolicySet,
): (request: Request) => boolean {
  const [policy] = set.identity;
  const named = policy!.document.statements.filter(
    (one) => one.effect === "Allow" && statementDigest(one) === digest,
  );
  const alone = compile({ identity: [{ ...policy!, document: { ...policy!.document, statements: named } }] });
  return (request) =>
    !matches(exception.actions, request.action) ||
    !matches(exception.resources, request.resource) ||
    (digest !== undefined && authorize(alone, request) !== "allowed");
}

function exceptionOf(dice: Dice, set: PolicySet): Exception {
  const allows = set.identity[0]!.document.statements.filter(({ effect }) => effect === "Allow");
  return {
    property: "never",
    target: "example",
    reason: "it is intended",
    owner: "the owner",
    ...(allows.length > 0 && dice.chance(60) && { statement: statementDigest(dice.pick(allows)) }),
    ...(dice.chance(40) && { actions: dice.some(actions, 1) }),
    ...(dice.chance(40) && { resources: dice.some(resources, 1) }),
  };
}

describe("a law without what exceptions take out", function () {
  this.timeout(60_000);

  for (const seed of [21, 22]) {
    it(`is broken where a request outside of them breaks it, by proof and by search (seed ${seed})`, () => {
      const dice = new Dice(seed);
      const seen = { holds: 0, refuted: 0, excepted: 0 };
      for (let round = 0; round < 120; round += 1) {
        const [held, forbidden] = [policies(dice), policies(dice)];
        const target = targetOf(held);
        const law = neverAllowed({ id: "never", sentence: "never", access: allowedBy(forbidden) });
        const exceptions = Array.from({ length: 1 + dice.below(2) }, () => exceptionOf(dice, held));
        const excepted = exceptions.map((one) => exceptedBy(one, target));
        const isBroken = compileAccess(inAll(allowedBy(held), allowedBy(forbidden)));
        const broken = requests.filter(isBroken);
        const outside = exceptions.map((one) => outsideOf(one, held));
        const left = broken.filter((one) => outside.every((isOutside) => isOutside(one)));
        const options = { ...searchOptions, universe: "any", runs: 200, excepted } as const;
        const context = JSON.stringify([held, forbidden, exceptions]);
        const outcome = checkProperty(law, target, options);
        expect(outcome.verdict, context).to.equal(left.length > 0 ? "refuted" : "holds");
        if (left.length === 0) expect(law.search(target, options).verdict, context).not.to.equal("refuted");
        const witnesses = outcome.verdict === "refuted" ? (outcome.witnesses ?? [outcome.witness!]) : [];
        for (const { request } of witnesses) {
          expect(isBroken(request), context).to.equal(true);
          expect(
            outside.every((isOutside) => isOutside(request)),
            context,
          ).to.equal(true);
        }
        for (const [at, only] of excepted.entries()) {
          const inside = broken.some((one) => !outside[at]!(one));
          const { excepted: _, ...others } = options;
          const alone = checkProperty(law, target, { ...others, only });
          expect(alone.verdict, context).to.equal(inside ? "refuted" : "holds");
        }
        seen[outcome.verdict as "holds" | "refuted"] += 1;
        if (broken.length > 0 && left.length === 0) seen.excepted += 1;
      }
      expect(Math.min(seen.holds, seen.refuted, seen.excepted), JSON.stringify(seen)).to.be.above(12);
    });
  }
});
