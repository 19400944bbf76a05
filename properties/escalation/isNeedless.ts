import type { Graph } from "./graph.js";
import type { Hop } from "./hopBy.js";
import type { Node } from "./node.js";
import { assumeHops } from "./takeHops.js";

/**
 * Whether a chain does without a change: the principal that it assumes next may be assumed without it, too, at once or by
 * others that may be assumed.
 */
export function isNeedless(graph: Graph, change: Hop | undefined, { step, to }: Hop): boolean {
  if (change?.to.change === undefined || step.id !== "sts-001") return false;
  return mayAssume(graph, change.from, to) || assumableBy(graph, change.from).has(to);
}

const mayAssume = (graph: Graph, caller: Node, target: Node): boolean =>
  assumeHops(graph, caller, target).next().done !== true;

/** The principals that one becomes by AssumeRole alone. */
function assumableBy(graph: Graph, caller: Node): ReadonlySet<Node> {
  const known = graph.once(assumableBy, () => new Map<Node, ReadonlySet<Node>>());
  const found = known.get(caller) ?? findAssumable(graph, caller);
  known.set(caller, found);
  return found;
}

function findAssumable(graph: Graph, caller: Node): ReadonlySet<Node> {
  const found = new Set<Node>();
  for (let frontier: readonly Node[] = [caller]; frontier.length > 0; ) {
    const left = graph.nodes.filter((node) => !found.has(node));
    frontier = left.filter((target) => frontier.some((one) => mayAssume(graph, one, target)));
    for (const node of frontier) found.add(node);
  }
  return found;
}
