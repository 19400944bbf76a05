import { expect } from "chai";
import type { StepEdge } from "../../../harness/page/stepGraph.js";
import { type Area, drawnGraph } from "./drawnGraph.js";

function draw(...edges: readonly StepEdge[]) {
  const names = [...new Set(edges.flatMap(({ from, to }) => [from, to]))];
  return drawnGraph({ nodes: names.map((id) => ({ id, label: id })), edges });
}

const isWithin = (inner: Area, outer: Area): boolean =>
  inner.left >= outer.left &&
  inner.right <= outer.right &&
  inner.top >= outer.top &&
  inner.bottom <= outer.bottom;

const overlap = (one: Area, other: Area): boolean =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

const at = ({ x, y }: { readonly x: number; readonly y: number }): Area => ({
  ...{ left: x, right: x, top: y, bottom: y },
});

const edge = (both: string, word?: string): StepEdge => ({
  ...{ from: both.slice(0, 1), to: both.slice(1) },
  ...(word !== undefined && { word }),
});

const graphs = {
  "one step": [edge("ab")],
  "a new step": [edge("ab", "new")],
  "two in a column": [edge("ab", "new"), edge("ac")],
  "steps there and back": [edge("ab"), edge("ba", "new")],
  "a step back from the upper row": [edge("ab"), edge("ac"), edge("ba", "new")],
  "a step back from the lower row": [edge("ab"), edge("ac"), edge("ca", "new")],
  "a step past a column": [edge("ab"), edge("bc", "new"), edge("ac", "new")],
  "a step past two columns": [edge("ab"), edge("bc"), edge("cd"), edge("ad", "new")],
  "a step back past a column": [edge("ab"), edge("bc"), edge("ca", "new")],
} as const;

describe("the diagram of who becomes which principal", () => {
  for (const [title, edges] of Object.entries(graphs))
    describe(`of ${title}`, () => {
      const { whole, boxes, words, lines } = draw(...edges);

      it("shows all of its boxes, words and lines", () => {
        for (const box of [...boxes.values(), ...words]) expect(isWithin(box, whole)).to.equal(true);
        for (const point of lines.flat()) expect(isWithin(at(point), whole)).to.equal(true);
        expect(words).to.have.length(edges.filter(({ word }) => word !== undefined).length);
      });

      it("has no box over another one, and no word over a box", () => {
        const all = [...boxes.values()];
        for (const [index, box] of all.entries())
          for (const other of [...all.slice(index + 1), ...words])
            expect(overlap(box, other)).to.equal(false);
      });

      it("leads each line from its box to the other one, and through none", () => {
        expect(lines).to.have.length(edges.length);
        for (const [index, points] of lines.entries()) {
          const [from, to] = [boxes.get(edges[index]!.from)!, boxes.get(edges[index]!.to)!];
          expect(isNear(points[0]!, from) && isNear(points.at(-1)!, to)).to.equal(true);
          for (const [name, box] of boxes)
            for (const point of points)
              expect(
                isWithin(at(point), shrunk(box)),
                `${edges[index]!.from}${edges[index]!.to} at ${name}`,
              ).to.equal(false);
        }
      });

      it("has steps to the right, but for those that lead back", () => {
        const [back] = edges.filter(({ from, to }) => boxes.get(to)!.left <= boxes.get(from)!.left);
        expect(back !== undefined).to.equal(/back/.test(title));
      });
    });

  it("takes no more room than what it shows", () => {
    for (const edges of Object.values(graphs)) {
      const { whole, boxes, words, lines } = draw(...edges);
      const seen = [...boxes.values(), ...words, ...lines.flat().map(at)];
      expect(Math.min(...seen.map(({ top }) => top)) - whole.top).to.be.lessThan(10);
      expect(whole.bottom - Math.max(...seen.map(({ bottom }) => bottom))).to.be.lessThan(10);
    }
  });
});

/** The tip of an arrow is a little before the box. */
const isNear = (point: { readonly x: number; readonly y: number }, box: Area): boolean =>
  isWithin(at(point), { left: box.left - 4, right: box.right + 4, top: box.top - 4, bottom: box.bottom + 4 });

const shrunk = ({ left, right, top, bottom }: Area): Area => ({
  ...{ left: left + 2, right: right - 2, top: top + 2, bottom: bottom - 2 },
});
