/** A directed graph by the ids of its nodes. */
export interface LayeredEdges {
  readonly nodes: readonly string[];
  readonly edges: readonly { readonly from: string; readonly to: string }[];
}

/**
 * The nodes of a graph in columns, so that edges lead to the right, but for those that close a circle. A column also
 * holds `edge N` for each edge that passes it, and is ordered so that few edges cross.
 */
export function layersOf({ nodes, edges }: LayeredEdges): readonly (readonly string[])[] {
  const forward = edges.filter(isForward({ nodes, edges }));
  const column = columnsOf(nodes, forward);
  const layers: string[][] = [];
  const put = (at: number, name: string) => {
    layers[at] ??= [];
    layers[at].push(name);
  };
  for (const node of nodes) put(column.get(node)!, node);
  const links = forward.flatMap((edge) => {
    const { from, to } = edge;
    const between = columnsBetween(column.get(from)!, column.get(to)!);
    const name = passing(edges.indexOf(edge));
    for (const at of between) put(at, name(at));
    const way = [from, ...between.map(name), to];
    return way.slice(1).map((next, at) => ({ from: way[at]!, to: next }));
  });
  return ordered(layers, links);
}

/** How an edge is called where it passes a column. */
export const passing = (edge: number) => (column: number) => `edge ${edge} ${column}`;

/** The columns that an edge passes. */
export const columnsBetween = (from: number, to: number): readonly number[] =>
  Array.from({ length: Math.max(0, to - from - 1) }, (_, at) => from + at + 1);

type Edge = LayeredEdges["edges"][number];

/** Whether an edge does not lead back to a node that leads to it. */
function isForward({ nodes, edges }: LayeredEdges): (edge: Edge) => boolean {
  const back = new Set<Edge>();
  const state = new Map<string, "open" | "done">();
  const visit = (node: string): void => {
    state.set(node, "open");
    for (const edge of edges.filter(({ from }) => from === node)) {
      if (state.get(edge.to) === "open") back.add(edge);
      else if (state.get(edge.to) === undefined) visit(edge.to);
    }
    state.set(node, "done");
  };
  for (const node of nodes) if (state.get(node) === undefined) visit(node);
  return (edge) => !back.has(edge);
}

/** Each node after all that lead to it, and no further from what it leads to than it must be. */
function columnsOf(nodes: readonly string[], edges: readonly Edge[]): ReadonlyMap<string, number> {
  const column = new Map(nodes.map((node) => [node, 0]));
  for (let changed = true; changed; ) {
    changed = false;
    for (const { from, to } of edges) {
      if (column.get(to)! > column.get(from)!) continue;
      column.set(to, column.get(from)! + 1);
      changed = true;
    }
  }
  return column;
}

/** By the middle of the neighbours on the left, then on the right, and on the left again. */
function ordered(
  layers: readonly (readonly string[])[],
  links: readonly Edge[],
): readonly (readonly string[])[] {
  const left = neighbours(links.map(({ from, to }) => [to, from]));
  const right = neighbours(links.map(({ from, to }) => [from, to]));
  const sorted = layers.map((layer) => [...layer]);
  for (const [sides, order] of [
    [left, [...sorted.keys()]],
    [right, [...sorted.keys()].toReversed()],
    [left, [...sorted.keys()]],
  ] as const) {
    const place = new Map<string, number>();
    const note = () => {
      for (const layer of sorted)
        for (const [at, name] of layer.entries()) place.set(name, at / Math.max(1, layer.length - 1));
    };
    for (const at of order) {
      note();
      const middle = (name: string) => {
        const some = sides.get(name) ?? [];
        return some.length === 0
          ? place.get(name)!
          : some.reduce((sum, other) => sum + place.get(other)!, 0) / some.length;
      };
      const wanted = new Map(sorted[at]!.map((name) => [name, middle(name)]));
      sorted[at]!.sort((one, other) => wanted.get(one)! - wanted.get(other)!);
    }
  }
  return sorted;
}

function neighbours(pairs: readonly (readonly [string, string])[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const [one, other] of pairs) found.set(one, [...(found.get(one) ?? []), other]);
  return found;
}
