import { printMarkup } from "../../../harness/page/printMarkup.js";
import { type StepGraph, stepGraph } from "../../../harness/page/stepGraph.js";

export interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** What a reader sees of a diagram: its edges, boxes by their labels, words, and lines as points on them. */
export function drawnGraph(graph: StepGraph) {
  const svg = printMarkup(stepGraph(graph, "a diagram"));
  const [left, top, width, height] = numbersIn(/viewBox="([^"]*)"/.exec(svg)![1]!);
  const boxes = new Map(
    [...svg.matchAll(/<title>(.*?)<\/title><rect ([^>]*)>/g)].map(([, label, given]) => {
      const [x, y, wide, high] = ["x", "y", "width", "height"].map((name) => attribute(given!, name));
      return [label!, { left: x!, top: y!, right: x! + wide!, bottom: y! + high! }];
    }),
  );
  return {
    whole: { left: left!, top: top!, right: left! + width!, bottom: top! + height! },
    boxes,
    words: [...svg.matchAll(/<text class="s nw" ([^>]*)>(.*?)<\/text>/g)].map(([, given, word]) =>
      areaOf(word!, { x: attribute(given!, "x"), y: attribute(given!, "y") }),
    ),
    lines: [...svg.matchAll(/<path [^>]*d="([^"]*)"/g)].map(([, d]) => pointsOf(d!)),
  };
}

const numbersIn = (text: string): readonly number[] => (text.match(/-?\d+(\.\d+)?/g) ?? []).map(Number);
const attribute = (given: string, name: string): number =>
  Number(new RegExp(`(?:^| )${name}="([^"]*)"`).exec(given)![1]);

/** A word that is centred on a point of its line, in the small type of the page. */
const areaOf = (word: string, { x, y }: Point): Area => ({
  left: x - word.length * 3.5,
  right: x + word.length * 3.5,
  top: y - 9,
  bottom: y + 3,
});

/** Points along a path, from its start to the tip of its arrow. */
function pointsOf(d: string): readonly Point[] {
  const points: Point[] = [];
  for (const [, command, rest] of d.matchAll(/([MHVC])([^MHVCml]*)/g)) {
    const [first, ...others] = numbersIn(rest!);
    const last = points.at(-1);
    if (command === "M") points.push({ x: first!, y: others[0]! });
    else if (command === "H") points.push(...straight(last!, { x: first!, y: last!.y }));
    else if (command === "V") points.push(...straight(last!, { x: last!.x, y: first! }));
    else
      points.push(
        ...curve([last!.x, first!, others[1]!, others[3]!], [last!.y, others[0]!, others[2]!, others[4]!]),
      );
  }
  return points;
}

const parts = Array.from({ length: 20 }, (_, at) => (at + 1) / 20);

const straight = (from: Point, to: Point): readonly Point[] =>
  parts.map((part) => ({ x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part }));

type Four = readonly [number, number, number, number];

const curve = (xs: Four, ys: Four): readonly Point[] =>
  parts.map((part) => ({ x: bezier(xs, part), y: bezier(ys, part) }));

const bezier = ([a, b, c, d]: Four, t: number): number =>
  a * (1 - t) ** 3 + 3 * b * t * (1 - t) ** 2 + 3 * c * t ** 2 * (1 - t) + d * t ** 3;
