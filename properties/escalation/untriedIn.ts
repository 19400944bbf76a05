import { attachHops } from "./attachHops.js";
import { changeHops, newHops, ownHops, withAnything } from "./changeHops.js";
import type { Graph } from "./graph.js";
import { limitsAttached } from "./limitsAttached.js";
import type { NodeIds } from "./mayGetTo.js";
import type { Node } from "./node.js";

interface Untried {
  /** that the end of chains is about, patterns */
  readonly actions: readonly string[];
  /**
   * true: what is attached to a principal adds nothing where another change gives that one anything that its limits allow; of
   * no use where some chains are accepted
   */
  readonly isCovered: boolean;
}

/**
 * The principals that may attach more policies than are tried, as they are or after a change: of all of the graph, in
 * any order of questions.
 */
export function untriedIn(graph: Graph, { actions, isCovered }: Untried): NodeIds {
  const known = graph.once(untriedIn, () => new Map<string, NodeIds>());
  const key = JSON.stringify([actions, isCovered]);
  const found = known.get(key) ?? findUntried(graph, { actions, isCovered });
  known.set(key, found);
  return found;
}

function findUntried(graph: Graph, { actions, isCovered }: Untried): NodeIds {
  const found = new Set<string>();
  if (!graph.nodes.some(({ set }) => limitsAttached(set))) return found;
  const look = (node: Node) => {
    if (found.has(node.id) || !limitsAttached(node.set)) return;
    let made: ReadonlySet<string> | undefined;
    const isMade = (target: Node) => {
      made ??= new Set(madeBy(graph, node).map(({ id }) => id));
      return made.has(withAnything(target).id);
    };
    const onUntried = (target: Node | undefined) => {
      if (!(isCovered && target !== undefined && isMade(target))) found.add(node.id);
    };
    Array.from(attachHops(graph, node, { actions, onUntried }));
  };
  for (const node of graph.nodes.filter((one) => !graph.holdsAnything(one)))
    for (const one of [node, ...madeBy(graph, node)]) look(one);
  return found;
}

/** What a principal makes of itself and others. */
const madeBy = (graph: Graph, node: Node): readonly Node[] =>
  [...ownHops(graph, node), ...newHops(graph, node), ...changeHops(graph, node)].map(({ to }) => to);
