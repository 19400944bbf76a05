import { type Chains, changeHopsOf } from "./findChains.js";
import type { Graph } from "./graph.js";
import type { Hop } from "./hopBy.js";
import { isNeedless } from "./isNeedless.js";
import type { Node } from "./node.js";
import { takeHops } from "./takeHops.js";

/** Chains of one principal that are listed. */
const mostChains = 100;

export interface FoundChains {
  /** the shortest first */
  readonly chains: readonly (readonly Hop[])[];
  /** whether there may be more */
  readonly isCut: boolean;
}

/**
 * The chains of a principal, each principal at most once in one and without needless changes: the first {@link mostChains}. Of the ways in which it
 * changes what it holds only the first is listed.
 */
export const allChains = (graph: Graph, node: Node, chains: Chains): FoundChains =>
  chainsBy(nextHops, { graph, node, chains });

/** The same with a chain for each choice of statements that allow its steps. */
export const chainsByStatements = (graph: Graph, node: Node, chains: Chains): FoundChains =>
  chainsBy(distinctHops, { graph, node, chains });

interface Asked {
  readonly graph: Graph;
  readonly node: Node;
  readonly chains: Chains;
}

function chainsBy(hopsOf: typeof nextHops, { graph, node, chains }: Asked): FoundChains {
  const found: (readonly Hop[])[] = [];
  const targets = [...chains.ends, ...chains.first.keys()].filter((target) => graph.nodes.includes(target));
  let open: readonly (readonly Hop[])[] = [[]];
  let isCut = false;
  while (open.length > 0 && found.length < mostChains) {
    const longer: (readonly Hop[])[] = [];
    for (const hops of open) {
      const at = hops.at(-1)?.to ?? node;
      const seen = new Set([node.id, ...hops.map(({ to }) => to.id)]);
      for (const hop of hopsOf({ graph, node: at, chains }, targets)) {
        if (seen.has(hop.to.id) || isNeedless(graph, hops.at(-1), hop)) continue;
        if (chains.isEnd(hop.to)) found.push([...hops, hop]);
        else if (longer.length < mostChains) longer.push([...hops, hop]);
        else isCut = true;
      }
    }
    open = longer;
  }
  return { chains: found.slice(0, mostChains), isCut: isCut || open.length > 0 || found.length > mostChains };
}

function* nextHops({ graph, node: at, chains }: Asked, targets: readonly Node[]): Generator<Hop> {
  yield* changeHopsOf(graph, at, { actions: chains.actions });
  for (const target of targets) yield* takeHops(graph, at, target);
}

function* distinctHops({ graph, node: at, chains }: Asked, targets: readonly Node[]): Generator<Hop> {
  yield* changeHopsOf(graph, at, { actions: chains.actions, keyOf: statementsOf });
  for (const target of targets) {
    const seen = new Set<string>();
    for (const hop of takeHops(graph, at, target)) {
      const key = statementsOf(hop);
      if (!seen.has(key)) yield hop;
      seen.add(key);
    }
  }
}

/** Where a hop leads, and the statements that allow it. */
const statementsOf = ({ to, taken }: Hop): string =>
  JSON.stringify([
    to.id,
    taken.map(({ asker, request }) =>
      asker.statementsOf(request).map(({ source, pointer }) => [source, pointer]),
    ),
  ]);
