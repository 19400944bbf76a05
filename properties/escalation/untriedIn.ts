import { attachHops } from "./attachHops.js";
import { changeHops, ownHops } from "./changeHops.js";
import type { Graph } from "./graph.js";
import { limitsAttached } from "./limitsAttached.js";
import type { NodeIds } from "./mayGetTo.js";
import { newHops } from "./newHops.js";
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
    let made: readonly Node[] | undefined;
    const isMade = (target: Node) => {
      made ??= madeBy(graph, node).filter(({ change }) => change === "anything");
      return made.some((one) => one.address === target.address && one.set.boundary === target.set.boundary);
    };
    const onUntried = (target: Node | undefined) => {
      if (!(isCovered && target !== undefined && isMade(target))) found.add(node.id);
    };
    const tried = [...attachHops(graph, node, { actions, onUntried })].map(({ to }) => to);
    // what is attached may let attach more
    for (const one of tried) {
      if (found.has(node.id)) return;
      for (const { to } of attachHops(graph, one, { actions, onUntried }))
        if (!tried.some((other) => holdsAll(graph, other, to))) onUntried(to);
    }
  };
  for (const node of graph.nodes.filter((one) => !graph.holdsAnything(one)))
    for (const one of [node, ...madeBy(graph, node, ({ set }) => limitsAttached(set))]) look(one);
  return found;
}

/** Whether a principal is another one with the same policies attached, or more. */
const holdsAll = (graph: Graph, one: Node, other: Node): boolean =>
  nameOf(graph, one) === nameOf(graph, other) &&
  one.boundary === other.boundary &&
  other.attached.every((address) => one.attached.includes(address));

/** All new principals are alike. */
const nameOf = (graph: Graph, { address, type }: Node): string =>
  graph.nodeAt(address) === undefined ? `a new ${type}` : address;

/** What a principal makes of itself and others. */
const madeBy = (graph: Graph, node: Node, isWanted?: (to: Node) => boolean): readonly Node[] =>
  [...ownHops(graph, node), ...newHops(graph, node), ...changeHops(graph, node, isWanted)].map(
    ({ to }) => to,
  );
