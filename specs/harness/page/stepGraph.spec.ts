import { expect } from "chai";
import { printMarkup } from "../../../harness/page/printMarkup.js";
import { type StepEdge, stepGraph } from "../../../harness/page/stepGraph.js";

/** The picture of some edges: its first and last line, and its words. */
function draw(...edges: readonly StepEdge[]) {
  const names = [...new Set(edges.flatMap(({ from, to }) => [from, to]))];
  const svg = printMarkup(stepGraph({ nodes: names.map((id) => ({ id, label: id })), edges }, "a diagram"));
  const [top, , height] = /viewBox="0 (-?\d+) (\d+) (\d+)"/.exec(svg)!.slice(1).map(Number);
  const words = [...svg.matchAll(/<text class="s nw" x="(-?\d+)" y="(-?\d+)"/g)].map(([, x, y]) => ({
    x: Number(x),
    y: Number(y),
  }));
  return { svg, top: top!, bottom: top! + height!, words };
}

describe("the diagram of who becomes which principal", () => {
  it("leaves room above the first row for a word, and none without one", () => {
    const { top, words } = draw({ from: "a", to: "b", word: "new" });
    expect(words.map(({ y }) => y - top)).to.deep.equal([12]);
    expect(draw({ from: "a", to: "b" }).top).to.equal(0);
  });

  it("leaves room below the last row for an edge that leads back, with its word", () => {
    const back = { from: "b", to: "a" };
    const straight = draw({ from: "a", to: "b" });
    const { bottom, words } = draw({ from: "a", to: "b" }, { ...back, word: "new" });
    expect(straight.bottom).to.equal(38);
    expect(bottom).to.equal(60);
    expect(words).to.deep.equal([{ x: 77, y: 47 }]);
    const two = [
      { from: "a", to: "b" },
      { from: "a", to: "c" },
    ];
    expect(draw(...two, back).bottom).to.equal(86);
    expect(draw(...two, { from: "c", to: "a" }).bottom).to.equal(108);
  });
});
