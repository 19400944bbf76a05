import { passSteps, takeSteps, workloadSteps } from "./answerable.js";
import type { Graph } from "./graph.js";
import type { Hop } from "./hopBy.js";
import type { Node } from "./node.js";
import { otherHops } from "./takeHops.js";

/** Whether a principal may take all of any step by which code runs with some role, which is quick to say. */
export const mayRun = (graph: Graph, caller: Node): boolean =>
  [takeSteps, workloadSteps, passSteps].some((steps) => graph.stepsOf(caller, steps).length > 0);

/** A hop by which a principal runs code with a role, once for each pair. */
export function runHop(graph: Graph, caller: Node, role: Node): Hop | undefined {
  const known = graph.once(caller, () => new Map<Node, Hop | undefined>());
  if (!known.has(role)) known.set(role, otherHops(graph, caller, role).next().value ?? undefined);
  return known.get(role);
}

/** A change of a role, and the hop by which code runs with it then, as one. */
export const withRun = (change: Hop, run: Hop): Hop => ({
  ...run,
  to: change.to,
  taken: [...change.taken, ...run.taken],
  ...(change.open && { open: [...change.open, ...(run.open ?? [])] }),
});
