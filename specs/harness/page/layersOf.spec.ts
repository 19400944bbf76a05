import { expect } from "chai";
import { layersOf } from "../../../harness/page/layersOf.js";

const edges = (...pairs: readonly string[]) =>
  pairs.map((pair) => ({ from: pair.slice(0, 1), to: pair.slice(1, 2) }));
const nodes = (letters: string) => [...letters];

describe("the columns of a diagram of steps", () => {
  it("has each node after all that lead to it", () => {
    expect(layersOf({ nodes: nodes("abcd"), edges: edges("ab", "bc", "dc") })).to.deep.equal([
      ["a", "d"],
      ["b", "edge 2 1"],
      ["c"],
    ]);
  });

  it("has a place for an edge in each column that it passes", () => {
    const [, second] = layersOf({ nodes: nodes("abc"), edges: edges("ab", "bc", "ac") });
    expect(second).to.have.members(["b", "edge 2 1"]);
  });

  it("has a place for each of two edges between the same nodes", () => {
    const [, second] = layersOf({ nodes: nodes("abc"), edges: edges("ab", "bc", "ac", "ac") });
    expect(second).to.have.members(["b", "edge 2 1", "edge 3 1"]);
  });

  it("orders a column so that edges do not cross that need not", () => {
    const [, second] = layersOf({ nodes: nodes("abyx"), edges: edges("ax", "by") });
    expect(second).to.deep.equal(["x", "y"]);
  });

  it("does not follow a circle for ever", () => {
    expect(layersOf({ nodes: nodes("ab"), edges: edges("ab", "ba") })).to.deep.equal([["a"], ["b"]]);
  });
});
