import { expect } from "chai";
import fc from "fast-check";
import { coverCells } from "../../../harness/cells/coverCells.js";

describe("coverCells", () => {
  it("takes the request that fills most, and the plainer of two", () => {
    expect(coverCells([[0, 2], [1, 2], [2]], [1, 1, 1])).to.deep.equal([2]);
    expect(coverCells([[0, 1]], [5, 1])).to.deep.equal([1]);
    expect(coverCells([[], [3]], [1, 1, 1, 1])).to.deep.equal([3]);
    expect(coverCells([], [])).to.deep.equal([]);
  });

  it("fills every cell that can be filled, and no request is idle", () => {
    const cells = fc.array(fc.uniqueArray(fc.nat({ max: 12 }), { maxLength: 5 }), { maxLength: 20 });
    fc.assert(
      fc.property(cells, (fills) => {
        const chosen = new Set(coverCells(fills, Array<number>(13).fill(1)));
        const isFilled = (without?: number) => (requests: readonly number[]) =>
          requests.length === 0 || requests.some((one) => one !== without && chosen.has(one));
        expect(fills.every(isFilled())).to.equal(true);
        for (const one of chosen) expect(fills.every(isFilled(one))).to.equal(false);
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});
