import { arrives, type Chains, findChains } from "./findChains.js";
import type { Graph } from "./graph.js";

/** Nodes by their ids, the same object whenever it is asked about. */
export type NodeIds = ReadonlySet<string>;

/** The ways to some nodes. What gets to the end as it is makes no chain worse, and is part of none. */
export function waysTo(graph: Graph, ids: NodeIds, chains: Chains): Chains {
  const known = graph.once(ids, () => new Map<Chains, Chains>());
  const found =
    known.get(chains) ??
    findChains(graph, {
      isEnd: ({ id }) => ids.has(id),
      actions: chains.actions,
      without: chains.isEnd,
    });
  known.set(chains, found);
  return found;
}

interface Beginning {
  /** those that the ways are next to */
  readonly chains: Chains;
  /** of the principal */
  readonly address: string;
}

/** Whether a principal is, or may become, one of some nodes. */
export const mayGetTo = (graph: Graph, ids: NodeIds, { chains, address }: Beginning): boolean =>
  ids.size > 0 && arrives(graph, waysTo(graph, ids, chains), address);
