import { expect } from "chai";
import { Heap } from "../../../../policies/prove/solve/heap.js";
import { Dice } from "../generatedPolicies.js";

describe("Heap", () => {
  it("gives out numbers in order, each once, also after they were raised and put back", () => {
    const dice = new Dice(3);
    for (let round = 0; round < 50; round += 1) {
      const weights = Array.from({ length: 40 }, () => dice.below(10));
      const comesFirst = (one: number, other: number) =>
        weights[one]! > weights[other]! || (weights[one] === weights[other] && one < other);
      const heap = new Heap(comesFirst);
      const inside = new Set<number>();
      for (let step = 0; step < 200; step += 1) {
        const item = dice.below(weights.length);
        if (dice.chance(40)) {
          heap.push(item);
          inside.add(item);
        } else if (dice.chance(50)) {
          weights[item]! += dice.below(5);
          heap.raise(item);
        } else {
          const expected = [...inside].sort((one, other) => (comesFirst(one, other) ? -1 : 1))[0];
          expect(heap.pop()).to.equal(expected);
          if (expected !== undefined) inside.delete(expected);
        }
      }
    }
  });
});
