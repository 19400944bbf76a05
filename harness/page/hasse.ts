import { fitName } from "./fitName.js";
import { h, type Markup } from "./markup.js";

/** A diagram of what contains what: the greater above. */
export interface HasseDiagram {
  readonly nodes: readonly string[];
  readonly edges: readonly { readonly lower: string; readonly upper: string }[];
  /** pairs of which none contains the other, with what to write at them */
  readonly apart: readonly { readonly left: string; readonly right: string; readonly label: string }[];
}

interface Place {
  readonly x: number;
  readonly y: number;
}

const width = 980;
const box = { height: 38, gap: 70, rowGap: 66 };
/** In a row of more nodes, pairs that are apart are not drawn. */
const mostApart = 4;

/** The diagram; undefined where it would be too wide to be read. */
export function hasse({ nodes, edges, apart }: HasseDiagram, label: string): Markup | undefined {
  const rows = rowsOf(nodes, edges);
  const widest = rows.reduce((so, row) => Math.max(so, row.length), 1);
  if (widest > 6) return undefined;
  const boxWidth = Math.min(290, (width - 2 - box.gap * (widest - 1)) / widest);
  const isApart = (rows[0]?.length ?? 0) <= mostApart;
  const first = isApart && (rows[0]?.length ?? 0) > 2 ? 64 : 28;
  const places = placesOf(rows, { edges, boxWidth, first });
  const height = first + rows.length * (box.height + box.rowGap) - box.rowGap + 12;
  const size = { boxWidth, places };
  return h(
    "svg",
    { width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label },
    ...edges.flatMap((edge) => edgeMarkup(edge, size)),
    ...(isApart ? apart.flatMap((pair) => apartMarkup(pair, size)) : []),
    ...nodes.filter((node) => places.has(node)).map((node) => boxMarkup(node, places.get(node)!, boxWidth)),
  );
}

/** The first row is centred; of each other row a node is below the middle of those that contain it. */
function placesOf(
  rows: readonly (readonly string[])[],
  { edges, boxWidth, first }: { edges: HasseDiagram["edges"]; boxWidth: number; first: number },
): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  for (const [rank, row] of rows.entries()) {
    const y = first + rank * (box.height + box.rowGap);
    const whole = row.length * boxWidth + (row.length - 1) * box.gap;
    const wanted = row.map((node, at) => {
      const above = edges.flatMap(({ lower, upper }) => (lower === node ? (places.get(upper)?.x ?? []) : []));
      const even = (width - whole) / 2 + at * (boxWidth + box.gap);
      return { node, x: above.length === 0 ? even : above.reduce((sum, x) => sum + x, 0) / above.length };
    });
    let free = 1;
    for (const [at, { node, x }] of wanted.toSorted((one, other) => one.x - other.x).entries()) {
      const rest = (row.length - at) * boxWidth + (row.length - at - 1) * box.gap;
      const placed = Math.max(free, Math.min(x, width - 1 - rest));
      places.set(node, { x: placed, y });
      free = placed + boxWidth + box.gap;
    }
  }
  return places;
}

/** Nodes by the length of the longest way down to them. */
function rowsOf(nodes: readonly string[], edges: HasseDiagram["edges"]): readonly (readonly string[])[] {
  const rank = new Map(nodes.map((node) => [node, 0]));
  for (let round = 0; round < nodes.length; round += 1)
    for (const { lower, upper } of edges) rank.set(lower, Math.max(rank.get(lower)!, rank.get(upper)! + 1));
  const ranks = [...new Set(rank.values())].toSorted((one, other) => one - other);
  return ranks.map((at) => nodes.filter((node) => rank.get(node) === at));
}

interface Size {
  readonly boxWidth: number;
  readonly places: ReadonlyMap<string, Place>;
}

function edgeMarkup(
  { lower, upper }: HasseDiagram["edges"][number],
  { boxWidth, places }: Size,
): readonly Markup[] {
  const [to, from] = [places.get(lower), places.get(upper)];
  if (to === undefined || from === undefined) return [];
  const [x1, y1, x2, y2] = [from.x + boxWidth / 2, from.y + box.height, to.x + boxWidth / 2, to.y].map(
    Math.round,
  );
  return [h("path", { class: "sub", d: `M${x1} ${y1}C${x1} ${y1! + 30} ${x2} ${y2! - 30} ${x2} ${y2}` })];
}

/** Neighbours of a row by a line between them, others by an arc above. */
function apartMarkup(
  { left, right, label }: HasseDiagram["apart"][number],
  { boxWidth, places }: Size,
): readonly Markup[] {
  const [one, other] = [places.get(left), places.get(right)].toSorted((a, b) => (a?.x ?? 0) - (b?.x ?? 0));
  if (one === undefined || other === undefined || one.y !== other.y) return [];
  const isNext = other.x - one.x < boxWidth + box.gap + 1;
  const y = Math.round(isNext ? one.y + box.height / 2 : one.y);
  const [x1, x2] = [one.x + (isNext ? boxWidth : boxWidth / 2), other.x + (isNext ? 0 : boxWidth / 2)].map(
    Math.round,
  );
  const middle = Math.round((x1! + x2!) / 2);
  const path = isNext ? `M${x1} ${y}H${x2}` : `M${x1} ${y}C${x1} ${y - 52} ${x2} ${y - 52} ${x2} ${y}`;
  return [
    h("path", { class: "inc", d: path }),
    h("text", { class: "s", x: middle, y: isNext ? y - 7 : y - 44, "text-anchor": "middle" }, label),
  ];
}

function boxMarkup(node: string, { x, y }: Place, boxWidth: number): Markup {
  const shown = fitName(node.replace(/^managed:/, ""), boxWidth);
  return h(
    "g",
    {},
    h("title", {}, node),
    h("rect", { class: "b", x: Math.round(x), y, width: Math.round(boxWidth), height: box.height, rx: 3 }),
    h("text", { class: "mo", x: Math.round(x + boxWidth / 2), y: y + 24, "text-anchor": "middle" }, shown),
  );
}
