import type { EscalationStep } from "../../policies/reference/escalationSteps.js";
import { attachRunSteps } from "./answerable.js";
import { typeArns } from "./askedFor.js";
import { askedTargets } from "./askedTargets.js";
import { type Boundary, boundariesIn, mostBoundaries } from "./boundary.js";
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

/** A new principal without a boundary, where there may be one, else with each boundary that it may have. */
function newTargets(graph: Graph, caller: Node, { leadsTo, requires }: EscalationStep): AttachTargets {
  const asker = graph.askerOf(caller);
  const [{ action }] = requires as [EscalationStep["requires"][number]];
  const arns = typeArns({ action, type: leadsTo === "newUser" ? "user" : "role" }, graph.place);
  const mayCreate = (arn: string | null) =>
    asker.ask({ action, arns, keys: { "iam:PermissionsBoundary": arn } }) !== undefined;
  if (mayCreate(null)) return { targets: [{ newBoundary: null }], isCut: false };
  const all = boundariesIn(graph);
  const allowed = all.slice(0, mostBoundaries).filter(({ arn }) => mayCreate(arn));
  return { targets: allowed.map((newBoundary) => ({ newBoundary })), isCut: all.length > mostBoundaries };
}
