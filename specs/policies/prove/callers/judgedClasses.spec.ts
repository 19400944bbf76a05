import { expect } from "chai";
import { Dice } from "../generatedPolicies.js";
import { type CheckedAnswer, checkClasses, checkJoined } from "./checkCallers.js";

function tally(answers: readonly CheckedAnswer[]) {
  const seen = { empty: 0, found: 0, undecided: 0 };
  for (const { kind, disagreement } of answers) {
    expect(disagreement).to.equal(undefined);
    seen[kind] += 1;
  }
  return seen;
}

const rounds = <T>(count: number, round: (at: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, at) => round(at));

describe("generated policies, by who calls", function () {
  this.timeout(120_000);

  it("give each class of callers what the definition gives its members", () => {
    const dice = new Dice(5);
    const seen = tally(rounds(100, (at) => checkClasses(dice, { certificates: at % 4 === 0 })).flat());
    expect(Math.min(seen.empty, seen.found), JSON.stringify(seen)).to.be.above(250);
    expect(seen.undecided, JSON.stringify(seen)).to.be.below(50);
  });

  it("give a caller with its keys what the definition does, joined with resources", () => {
    const dice = new Dice(6);
    const seen = tally(rounds(300, (at) => checkJoined(dice, { certificates: at % 4 === 0 })));
    expect(Math.min(seen.empty, seen.found), JSON.stringify(seen)).to.be.above(50);
    expect(seen.undecided, JSON.stringify(seen)).to.be.below(30);
  });
});
