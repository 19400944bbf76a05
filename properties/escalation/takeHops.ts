import { assumeSteps, passSteps, takeSteps, workloadSteps } from "./answerable.js";
import type { Graph } from "./graph.js";
import { type Hop, hopBy } from "./hopBy.js";
import type { Node } from "./node.js";

/** The hops by which a principal becomes another one as it is; lazily, for the first is often enough. */
export function* takeHops(graph: Graph, caller: Node, target: Node): Generator<Hop> {
  if (target.address === caller.address || target.change !== undefined) return;
  const asker = graph.askerOf(caller);
  const of = { caller, target };
  const isTrusted = graph.mayTrust(target, caller);
  for (const step of [...(isTrusted ? assumeSteps : []), ...graph.stepsOf(caller, takeSteps)]) {
    if (step.leadsTo !== target.type) continue;
    const hop = hopBy(graph, step, { ...of, to: target });
    if (hop !== undefined) yield hop;
  }
  if (target.type !== "role" || target.trust === undefined) return;
  for (const step of graph.stepsOf(caller, workloadSteps)) {
    const { as = "", type = "" } = step.existing?.find(({ runsAsTarget }) => runsAsTarget) ?? {};
    for (const workload of graph.workloadsOf(target, type)) {
      const wanted = step.existing!.find((one) => one.as === as)!.set;
      if (wanted !== undefined && !workload.set.includes(wanted)) continue;
      const hop = hopBy(graph, step, {
        ...of,
        to: target,
        via: workload.address,
        existing: { [as]: workload },
      });
      if (hop === undefined) continue;
      yield hop;
      break;
    }
  }
  if (!asker.mayAsk("iam:PassRole")) return;
  for (const step of graph.stepsOf(caller, passSteps)) {
    if (!graph.rolesTrusting(step.service!).has(target)) continue;
    const hop = hopBy(graph, step, { ...of, to: target });
    if (hop !== undefined) yield hop;
  }
}
