import { expect } from "chai";
import { differencesByAction } from "../../../policies/prove/actions/differencesByAction.js";
import { relate } from "../../../policies/prove/relate.js";
import { Budget } from "../../../policies/prove/sets/budget.js";
import { loadServiceReference } from "../../../policies/reference/loadServiceReference.js";
import { type Family, glob, keys, php, values, vars } from "./families.js";
import { allowing } from "./policySets.js";

/** Steps of a comparison and of its list of actions; steps are counted, so that they are the same everywhere. */
function stepsOf(family: Family, size: number): { relation: string; steps: number } {
  const { left, right } = family(size);
  const budget = new Budget(20_000_000);
  const { relation } = relate(left, right, { budget });
  differencesByAction(left, right, { budget });
  return { relation, steps: budget.spent };
}

describe("the prover, on families of policies that grow,", () => {
  const polynomial: readonly (readonly [string, Family, number])[] = [
    ["vars", vars, 2],
    ["glob", glob, 2],
    ["keys", keys, 2],
    ["values", values, 2],
  ];
  for (const [name, family, power] of polynomial) {
    it(`takes steps for \`${name}\` that grow with the power ${power} of the size at most`, () => {
      const [small, large] = [stepsOf(family, 20), stepsOf(family, 80)];
      expect(large.relation).to.equal(small.relation).and.not.to.equal("undecided");
      expect(large.steps / small.steps).to.be.lessThan(4 ** power * 1.25);
    });
  }

  it("decides a small pigeonhole problem, and is undecided about a large one within its budget", () => {
    const small = php(5);
    expect(relate(small.left, small.right).relation).to.equal("equal");
    const large = php(9);
    const relation = relate(large.left, large.right, { budget: 200_000 });
    expect(relation).to.deep.include({ relation: "undecided" });
    if (relation.forward.verdict !== "undecided") expect.fail(relation.forward.verdict);
    expect(relation.forward.reason).to.equal("took more than 200000 steps");
    expect(relation.forward.budget.spent).to.be.lessThan(210_000);
  });

  it("does not go through all of AWS for a request with fewer keys than the one it has", async () => {
    const guarded = allowing({
      Action: "*",
      Condition: { StringLike: { "aws:PrincipalTag/team": "core-*" } },
    });
    const budget = new Budget(20_000_000);
    const options = { universe: "typed", reference: await loadServiceReference(), budget } as const;
    const relation = relate(guarded, allowing({ Action: "ec2:*" }), options);
    expect(relation.relation).to.equal("incomparable");
    expect(budget.spent).to.be.lessThan(30_000);
  });

  it("shares one budget among the questions about single actions, past which each stays undecided", () => {
    const { left, right } = glob(30);
    const budget = new Budget(2_000);
    const differences = differencesByAction(left, right, { budget });
    const undecided = differences.filter(({ change }) => change === "undecided");
    expect(undecided.length).to.be.greaterThan(5).and.lessThan(30);
    expect(new Set(undecided.map(({ reason }) => reason))).to.deep.equal(
      new Set(["took more than 2000 steps"]),
    );
    expect(budget.spent).to.be.lessThan(10_000);
  });
});
