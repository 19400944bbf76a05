import { greatest } from "../../policies/text/greatest.js";
import { fitName } from "./fitName.js";
import { columnsBetween, layersOf, passing } from "./layersOf.js";
import { h, type Markup } from "./markup.js";

/** Who becomes what: boxes with arrows from left to right. */
export interface StepGraph {
  readonly nodes: readonly StepNode[];
  readonly edges: readonly StepEdge[];
}

export interface StepNode {
  readonly id: string;
  readonly label: string;
  /** `outside` of what is looked at; `end`: it may do everything */
  readonly kind?: "outside" | "end";
}

export interface StepEdge {
  readonly from: string;
  readonly to: string;
  /** `chain`: it is part of a way to an end */
  readonly kind?: "chain" | "new";
  /** a short word on it */
  readonly word?: string;
}

const box = { height: 34, columnGap: 50, rowGap: 14 };
/** The width of the page, where boxes are not to be narrower or wider than can be read. */
const page = { width: 996, narrowest: 132, widest: 190 };
/** The height that an edge takes where it passes a column. */
const lane = 10;

interface Place {
  readonly x: number;
  readonly y: number;
}

/** The diagram; the list next to it must say the same. */
export function stepGraph({ nodes, edges }: StepGraph, label: string): Markup {
  const names = nodes.map(({ id }) => id);
  const layers = layersOf({ nodes: names, edges });
  const heights = layers.map((layer) =>
    layer.reduce((sum, name) => sum + heightOf(name) + box.rowGap, -box.rowGap),
  );
  const height = heights.reduce((so, one) => Math.max(so, one), 0) + 4;
  const gaps = (layers.length - 1) * box.columnGap;
  const boxWidth = Math.round(
    Math.min(page.widest, Math.max(page.narrowest, (page.width - 4 - gaps) / layers.length)),
  );
  const width = layers.length * boxWidth + gaps + 4;
  const drawing = { places: placesOf(layers, { heights, height, boxWidth }), layers, boxWidth };
  const lines = edges.map((edge, at) => lineOf(edge, at, drawing));
  const [above, beneath] = roomAround(edges, height, lines);
  const whole = above + height + beneath;
  return h(
    "svg",
    { width, height: whole, viewBox: `0 ${-above} ${width} ${whole}`, role: "img", "aria-label": label },
    ...edges.flatMap((edge, at) => edgeMarkup(edge, lines[at]!)),
    ...nodes.map((node) => boxMarkup(node, drawing)),
  );
}

const isLane = (name: string): boolean => name.startsWith("edge ");
const heightOf = (name: string): number => (isLane(name) ? lane : box.height);

/** Each column is centred. */
function placesOf(
  layers: readonly (readonly string[])[],
  { heights, height, boxWidth }: { heights: readonly number[]; height: number; boxWidth: number },
): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  for (const [column, layer] of layers.entries()) {
    let y = (height - heights[column]!) / 2;
    for (const name of layer) {
      places.set(name, { x: 2 + column * (boxWidth + box.columnGap), y: Math.round(y) });
      y += heightOf(name) + box.rowGap;
    }
  }
  return places;
}

interface Drawing {
  readonly places: ReadonlyMap<string, Place>;
  readonly layers: readonly (readonly string[])[];
  readonly boxWidth: number;
}

/** An edge as a path, with the place of its word, and the lowest line that it takes. */
interface Line {
  readonly d: string;
  readonly place: Place;
  readonly lowest: number;
}

/** What words above the first row need, and edges that lead back below the last one. */
function roomAround(
  edges: readonly StepEdge[],
  height: number,
  lines: readonly Line[],
): readonly [above: number, below: number] {
  const words = lines.filter((_, at) => edges[at]!.word !== undefined).map(({ place }) => place.y);
  return [
    greatest([0, ...words.map((y) => wordHeight - y)]),
    greatest([0, ...lines.map(({ lowest }) => lowest + 4 - height), ...words.map((y) => y + 3 - height)]),
  ];
}

const wordHeight = 12;

const edgeMarkup = ({ kind, word }: StepEdge, { d, place }: Line): readonly Markup[] => [
  h("path", { class: kind === undefined ? "e" : kind === "chain" ? "ec" : "en", d }),
  ...(word === undefined ? [] : [h("text", { class: "s nw", ...place, "text-anchor": "middle" }, word)]),
];

/** By the lanes that the edge has; one that leads back past a column goes below the boxes. */
function lineOf({ from, to }: StepEdge, at: number, { places, layers, boxWidth }: Drawing): Line {
  const [start, end] = [places.get(from)!, places.get(to)!];
  const [first, last] = [from, to].map((name) => layers.findIndex((layer) => layer.includes(name))) as [
    number,
    number,
  ];
  if (last > first) {
    const lanes = columnsBetween(first, last).map((column) => places.get(passing(at)(column))!);
    const place = { x: end.x - box.columnGap / 2 - 4, y: end.y - 2 };
    return { d: forward(start, end, { lanes, boxWidth }), place, lowest: 0 };
  }
  if (first - last > 1) return below(start, end, { places, boxWidth });
  const place = { x: end.x + boxWidth - 20, y: end.y + box.height + 11 };
  return { d: backward(start, end, boxWidth), place, lowest: 0 };
}

/** Below the middle of the sides, where no edge leads forward. */
const lowSide = 26;
const backTip = "m6 -4l-6 4l6 4";

/** Through the gap between two columns. */
function backward(start: Place, end: Place, boxWidth: number): string {
  const [y1, y2] = [start.y + lowSide, end.y + lowSide];
  const x = end.x + boxWidth + 2;
  const middle = Math.round((start.x + x) / 2);
  return `M${start.x} ${y1}${y1 === y2 ? `H${x}` : `C${middle} ${y1} ${middle} ${y2} ${x} ${y2}`}${backTip}`;
}

/** Down before the box, below all of them, and up after the other one. */
function below(start: Place, end: Place, { places, boxWidth }: Pick<Drawing, "places" | "boxWidth">): Line {
  const lowest = greatest([...places].map(([name, { y }]) => y + heightOf(name))) + 10;
  const x = end.x + boxWidth + 2;
  const d = `M${start.x} ${start.y + lowSide}H${start.x - 12}V${lowest}H${x + 12}V${end.y + lowSide}H${x}${backTip}`;
  return { d, place: { x: x + 32, y: lowest - 3 }, lowest };
}

/** From each point to the next: level at both, straight where they are. */
function forward(
  start: Place,
  end: Place,
  { lanes, boxWidth }: { readonly lanes: readonly Place[]; readonly boxWidth: number },
): string {
  const points = [
    { x: start.x + boxWidth, y: start.y + box.height / 2 },
    ...lanes.flatMap(({ x, y }) => [x, x + boxWidth].map((edge) => ({ x: edge, y: y + lane / 2 }))),
    { x: end.x - 2, y: end.y + box.height / 2 },
  ];
  const parts = points.slice(1).map(({ x, y }, at) => {
    const last = points[at]!;
    const middle = Math.round((last.x + x) / 2);
    return last.y === y ? `H${x}` : `C${middle} ${last.y} ${middle} ${y} ${x} ${y}`;
  });
  return `M${points[0]!.x} ${points[0]!.y}${parts.join("")}m-6 -4l6 4l-6 4`;
}

const boxClass = { outside: "bo", end: "bc" } as const;

function boxMarkup({ id, label, kind }: StepNode, { places, boxWidth }: Drawing): Markup {
  const { x, y } = places.get(id)!;
  return h(
    "g",
    {},
    h("title", {}, label),
    h("rect", {
      class: kind === undefined ? "b" : boxClass[kind],
      x,
      y,
      width: boxWidth,
      height: box.height,
      rx: 3,
    }),
    h(
      "text",
      { class: "mo", x: x + boxWidth / 2, y: y + box.height / 2 + 5, "text-anchor": "middle" },
      fitName(label, boxWidth),
    ),
  );
}
