import type { EscalationStep } from "../../policies/reference/escalationSteps.js";
import { assumeSteps, passSteps, takeSteps, workloadSteps } from "./answerable.js";
import type { Graph } from "./graph.js";
import { type Hop, hopBy } from "./hopBy.js";
import type { Node } from "./node.js";
import { serviceNames } from "./trustsService.js";

/** The hops by which a principal becomes another one as it is; lazily, for the first is often enough. */
export function* takeHops(graph: Graph, caller: Node, target: Node): Generator<Hop> {
  yield* assumeHops(graph, caller, target);
  yield* otherHops(graph, caller, target);
}

/** Those by which it assumes the other one. */
export function* assumeHops(graph: Graph, caller: Node, target: Node): Generator<Hop> {
  if (isTaken(caller, target) && graph.mayTrust(target, caller))
    yield* hopsBy(graph, assumeSteps, { caller, target });
}

/** All the others. */
export function* otherHops(graph: Graph, caller: Node, target: Node): Generator<Hop> {
  if (!isTaken(caller, target)) return;
  const asker = graph.askerOf(caller);
  const of = { caller, target };
  yield* hopsBy(graph, graph.stepsOf(caller, takeSteps), of);
  if (target.type !== "role" || (target.trust ?? target.unknownTrust) === undefined) return;
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
  if (!asker.mayAskOn("iam:PassRole", target.principal)) return;
  for (const step of graph.stepsOf(caller, passSteps)) {
    const service = step.service!;
    if (!graph.rolesTrusting(service).has(target)) continue;
    // it is passed to the service by the name of that or by one that the role trusts
    for (const passedTo of new Set([service, ...(target.trust ? serviceNames(target.trust, service) : [])])) {
      const hop = hopBy(graph, step, { ...of, to: target, passedTo });
      if (hop === undefined) continue;
      yield hop;
      break;
    }
  }
}

/** The principals among some that a caller may become other than by assuming them, which is quick to say. */
export function mayBecome(graph: Graph, caller: Node, targets: readonly Node[]): readonly Node[] {
  const asker = graph.askerOf(caller);
  const taken = new Set(graph.stepsOf(caller, takeSteps).map(({ leadsTo }) => leadsTo as string));
  const running = graph.stepsOf(caller, workloadSteps).flatMap(({ existing = [] }) => existing);
  const types = new Set(running.flatMap(({ runsAsTarget, type }) => (runsAsTarget ? type : [])));
  const services = new Set(graph.stepsOf(caller, passSteps).map(({ service }) => service!));
  const passed = [...services].map((service) => graph.rolesTrusting(service));
  return targets.filter(
    (target) =>
      taken.has(target.type) ||
      (passed.some((roles) => roles.has(target)) && asker.mayAskOn("iam:PassRole", target.principal)) ||
      [...types].some((type) => graph.workloadsOf(target, type).length > 0),
  );
}

/** Whether there may be any: to another principal, as it is. */
const isTaken = (caller: Node, target: Node): boolean =>
  target.address !== caller.address && target.change === undefined;

function* hopsBy(
  graph: Graph,
  steps: readonly EscalationStep[],
  of: { readonly caller: Node; readonly target: Node },
): Generator<Hop> {
  for (const step of steps) {
    if (step.leadsTo !== of.target.type) continue;
    const hop = hopBy(graph, step, { ...of, to: of.target });
    if (hop !== undefined) yield hop;
  }
}
