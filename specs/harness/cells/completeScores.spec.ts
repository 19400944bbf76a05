import { expect } from "chai";
import { findManagedPolicy } from "../../../policies/managed/findManagedPolicy.js";
import { isGate } from "../../house/isGate.js";
import { type CellScore, cellScore, type TotalScore, totalScore } from "../../quality/cellScore.js";
import { heldOutMutants } from "../../quality/heldOutMutants.js";
import { managedPicks, type PickedPolicy, pickSeed } from "../../quality/managedPick.js";

const batch = ["BatchServiceRolePolicy@v8", "AWSBatchServiceRole@v14", "AWSBatchFullAccess@v7"].map(
  (name): PickedPolicy => ({ name, document: findManagedPolicy(name)!.document }),
);

async function scoresOf(policies: readonly PickedPolicy[], mutants?: typeof heldOutMutants) {
  const scores: CellScore[] = [];
  for (const { name, document } of policies) scores.push(await cellScore(name, document, mutants));
  return scores;
}

/** The gate takes one policy in four, a run on demand all. */
const slice = (policies: readonly PickedPolicy[]): readonly PickedPolicy[] =>
  isGate ? policies.filter((_, at) => at % 4 === 0) : policies;

/** Operators with enough mutants for a share to say something, and below it. */
const below = ({ byOperator }: TotalScore, least: number): readonly string[] =>
  [...byOperator].flatMap(([operator, { share, mutants }]) =>
    share < least && mutants >= 20 ? [`${operator} ${share.toFixed(3)} of ${mutants}`] : [],
  );

describe("complete requests, put to first-order mutants that AWS could show", function () {
  this.timeout(1_800_000);
  const [some, , heldOut] = managedPicks(pickSeed).map(slice);

  it("notice 97 % of the mutants of the Batch policies, 99 % without additions", async () => {
    const total = totalScore(await scoresOf(batch));
    expect(total.all).to.be.above(0.97);
    expect(total.withoutAdditions).to.be.above(0.99);
    expect(below(total, 0.95)).to.deep.equal([]);
    expect(total.mostPerAtom).to.be.at.most(3);
  });

  it("notice 95 % of those of 40 other managed policies, with 2.2 cases for each pattern or value", async () => {
    const total = totalScore(await scoresOf(some!));
    expect(total.all).to.be.above(0.95);
    expect(total.withoutAdditions).to.be.above(0.99);
    expect(below(total, 0.95)).to.deep.equal([]);
    expect(total.casesPerAtom).to.be.below(2.2);
    expect(total.mostPerAtom).to.be.at.most(3);
  });

  it("notice 95 % of those of policies that few improvements looked at, without additions", async () => {
    const total = totalScore(await scoresOf(heldOut!));
    expect(total.withoutAdditions).to.be.above(0.95);
    expect(total.mostPerAtom).to.be.at.most(3);
  });

  it("notice 95 % of mistakes of kinds that they were never improved by", async () => {
    const total = totalScore(await scoresOf([...batch, ...some!], heldOutMutants));
    expect(total.all).to.be.above(0.95);
  });
});
