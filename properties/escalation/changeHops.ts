import type { EscalationRequirement, EscalationStep } from "../../policies/reference/escalationSteps.js";
import { afterOwn } from "./afterOwn.js";
import { changeRunSteps, changeSteps, isUnlimiting, ownSteps } from "./answerable.js";
import { anyPermission, withAnything, withGroup, withoutBoundary } from "./anyPermission.js";
import { type AskedPlace, askedFor, type StepAttempt, typeArns } from "./askedFor.js";
import { askedTargets } from "./askedTargets.js";
import { boundaryKey } from "./boundary.js";
import { groupResource } from "./existingChoices.js";
import type { Graph } from "./graph.js";
import { type Hop, hopBy } from "./hopBy.js";
import { madeUpArn } from "./madeUpArn.js";
import type { Node } from "./node.js";
import { mayRun, runHop, withRun } from "./runHop.js";

/** The hops by which a principal changes what it holds itself. */
export function ownHops(graph: Graph, caller: Node): readonly Hop[] {
  // AWS refuses to change the roles of permission sets in the account
  if (caller.type === "permissionSet") return [];
  const kind = caller.type === "role" ? "role" : "user";
  return graph
    .stepsOf(caller, ownSteps)
    .filter((step) => (step.caller ?? kind) === kind && (!step.bounded || caller.set.boundary !== undefined))
    .flatMap((step) => {
      const to = (existing: StepAttempt["existing"]) => afterOwn(graph, step, { caller, existing });
      const choices =
        step.gives === "group" ? graph.groupsOf().map((group) => ({ G: groupResource(group) })) : [{}];
      return choices.flatMap(
        (existing) => hopBy(graph, step, { caller, target: caller, to, existing }) ?? [],
      );
    });
}

/** Whether what a change makes of a principal is of any use, which is asked first. */
type IsWanted = (to: Node) => boolean;

/** The hops by which a principal changes another one and becomes that; lazily, for the first is often enough. */
export function* changeHops(graph: Graph, caller: Node, isWanted: IsWanted = () => true): Generator<Hop> {
  for (const step of graph.stepsOf(caller, changeSteps)) {
    const isAssuming = step.requires.some(({ action }) => action === "sts:AssumeRole");
    for (const change of changeable(graph, caller, { step, isWanted })) {
      if (isAssuming && !graph.mayTrust(change.target, caller)) continue;
      const hop = hopBy(graph, step, { caller, ...change });
      if (hop !== undefined) yield hop;
    }
    if (step.leadsTo === "role" && !isAssuming && !step.bounded && step.existing === undefined) {
      const hop = hopBy(graph, step, { caller, target: anyRole(graph.placeOf(caller)), to: anyPermission });
      if (hop !== undefined) yield { ...hop, if: "a role without a boundary" };
    }
  }
  yield* changeRunHops(graph, caller, isWanted);
}

/** The hops by which a principal changes a role, and runs code with it. */
function* changeRunHops(graph: Graph, caller: Node, isWanted: IsWanted): Generator<Hop> {
  const steps = graph.stepsOf(caller, changeRunSteps);
  if (steps.length === 0 || !mayRun(graph, caller)) return;
  for (const step of steps) {
    for (const change of changeable(graph, caller, { step, isWanted })) {
      const hop = hopBy(graph, step, { caller, ...change });
      const run = hop && runHop(graph, caller, change.target);
      if (hop !== undefined && run !== undefined) yield withRun(hop, run);
    }
  }
}

interface Changing {
  readonly step: EscalationStep;
  readonly isWanted: IsWanted;
}

/** What a step might make of another principal. */
interface Change {
  readonly target: Node;
  readonly to: Node;
  readonly existing?: StepAttempt["existing"];
}

/** The principals that a caller might change by a step, with what that makes of them. */
function* changeable(graph: Graph, caller: Node, { step, isWanted }: Changing): Generator<Change> {
  const onTarget = step.requires.filter(({ action, on }) => on === "target" && action !== "sts:AssumeRole");
  const actions = onTarget.map(({ action }) => action);
  for (const target of askedTargets(graph, caller, { actions, type: step.leadsTo })) {
    if (step.bounded && target.set.boundary === undefined) continue;
    const wanted = changesOf(graph, step, target).filter(({ to }) => isWanted(to));
    if (
      wanted.length > 0 &&
      onTarget.every((one) => mayChangeAny(graph, caller, { requirement: one, target }))
    )
      yield* wanted;
  }
}

function changesOf(graph: Graph, step: EscalationStep, target: Node): readonly Change[] {
  if (step.gives === "unbounded") return [{ target, to: withoutBoundary(graph, target) }];
  const changed = isUnlimiting(step) ? withoutBoundary(graph, target) : target;
  if (step.gives !== "group") return [{ target, to: withAnything(graph, changed) }];
  return graph.groupsOf().flatMap((group) => {
    const to = withGroup(changed, group);
    return to === undefined ? [] : [{ target, to, existing: { G: groupResource(group) } }];
  });
}

interface Requirement {
  readonly requirement: EscalationRequirement;
  readonly target: Node;
}

/** Whether a requirement is met on any principal at all with the boundary of the target: of thousands only few boundaries differ. */
function mayChangeAny(graph: Graph, caller: Node, { requirement, target }: Requirement): boolean {
  const place = graph.placeOf(caller);
  const choices = { arns: new Map(), region: undefined };
  const asked = askedFor(requirement, { caller, target, existing: {} }, { place, choices });
  const bound = asked?.keys[boundaryKey];
  const { action } = requirement;
  const arns = typeArns({ action, type: target.type }, place);
  // of an action that the reference lacks, only the target itself can be asked
  if (bound === undefined || arns.length === 0) return true;
  return graph.askerOf(caller).ask({ action, arns, keys: { [boundaryKey]: bound } }) !== undefined;
}

/** A role that is not in the source. */
const anyRole = ({ account, partition }: AskedPlace): Node => ({
  ...anyPermission,
  principal: madeUpArn(`arn:${partition}:iam::${account}:role/*`),
  set: { identity: [] },
  tags: {},
});
