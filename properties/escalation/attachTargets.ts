import type { EscalationStep } from "../../policies/reference/escalationSteps.js";
import { attachRunSteps } from "./answerable.js";
import { askedTargets } from "./askedTargets.js";
import { type Boundary, boundariesFor } from "./boundary.js";
import type { Graph } from "./graph.js";
import type { Hop } from "./hopBy.js";
import type { Node } from "./node.js";
import { mayRun, runHop } from "./runHop.js";

/** What a step attaches policies to. */
export interface AttachTargets {
  readonly targets: readonly AttachTarget[];
  /** whether there are more */
  readonly isCut: boolean;
}

interface AttachTarget {
  /** absent for a new principal */
  readonly to?: Node;
  /** of a new principal, null for none */
  readonly newBoundary?: Boundary | null;
  /** by which the caller runs code with it; absent where the step leads to it */
  readonly run?: Hop;
}

/** The principals that a step attaches policies to. */
export function attachTargets(graph: Graph, caller: Node, step: EscalationStep): AttachTargets {
  const { leadsTo } = step;
  if (leadsTo === "newRole" || leadsTo === "newUser") return newTargets(graph, caller, step);
  if (!attachRunSteps.includes(step))
    return { targets: knownTargets(graph, caller, step).map((to) => ({ to })), isCut: false };
  if (!mayRun(graph, caller)) return { targets: [], isCut: false };
  const targets = knownTargets(graph, caller, step).flatMap((to) => {
    const run = runHop(graph, caller, to);
    return run ? { to, run } : [];
  });
  return { targets, isCut: false };
}

function knownTargets(
  graph: Graph,
  caller: Node,
  { leadsTo, requires, ...step }: EscalationStep,
): readonly Node[] {
  if (leadsTo === "self") {
    const kind = caller.type === "role" ? "role" : "user";
    return caller.type === "permissionSet" || step.caller !== kind ? [] : [caller];
  }
  const isAssuming = requires.some(({ action }) => action === "sts:AssumeRole");
  const [{ action }] = requires as [EscalationStep["requires"][number]];
  return askedTargets(graph, caller, { actions: [action], type: leadsTo }).filter(
    (node) => !isAssuming || graph.mayTrust(node, caller),
  );
}

/** A new principal without a boundary, where there may be one, and with each boundary that it may have. */
function newTargets(graph: Graph, caller: Node, step: EscalationStep): AttachTargets {
  const { isFree, boundaries, isCut } = boundariesFor(graph, caller, step);
  const targets = [...(isFree ? [null] : []), ...boundaries].map((newBoundary) => ({ newBoundary }));
  return { targets, isCut };
}
