import { allowStatement } from "../../policies/language/allowStatement.js";
import type { Policy, PolicySet } from "../../policies/language/policySet.js";
import type { EscalationRequirement, EscalationStep } from "../../policies/reference/escalationSteps.js";
import { changeRunSteps, changeSteps, newSteps, ownSteps } from "./answerable.js";
import { askedFor, type StepAttempt, typeArns } from "./askedFor.js";
import { askedTargets } from "./askedTargets.js";
import { type Boundary, boundariesIn, mostBoundaries } from "./boundary.js";
import type { Graph } from "./graph.js";
import { type Hop, hopBy, withName } from "./hopBy.js";
import { madeUpArn } from "./madeUpArn.js";
import { changed, isUnlimited, type Node } from "./node.js";
import { mayRun, runHop, withRun } from "./runHop.js";

/** A policy that allows everything. */
const everything: Policy = {
  source: "any permission",
  document: { version: "2012-10-17", statements: [allowStatement(["*"], ["*"])] },
};

/** What a principal without limits holds that may change any policy: the end of a chain. */
export const anyPermission: Node = {
  id: "any permission",
  address: "any permission",
  type: "role",
  principal: "",
  set: { identity: [everything] },
  groups: [],
  attached: [],
  change: "anything",
};

/** The hops by which a principal changes what it holds itself. */
export function ownHops(graph: Graph, caller: Node): readonly Hop[] {
  // AWS refuses to change the roles of permission sets in the account
  if (caller.type === "permissionSet") return [];
  const kind = caller.type === "role" ? "role" : "user";
  return ownSteps
    .filter((step) => (step.caller ?? kind) === kind && (!step.bounded || caller.set.boundary !== undefined))
    .flatMap((step) => {
      const to = (existing: StepAttempt["existing"]) => afterOwn(graph, step, { caller, existing });
      return hopBy(graph, step, { caller, target: caller, to }) ?? [];
    });
}

/** What a step makes of the caller; undefined where it changes nothing. */
function afterOwn(graph: Graph, step: EscalationStep, { caller, existing }: StepAttempt): Node | undefined {
  if (step.gives === "anything") return withAnything(graph, caller);
  if (step.gives === "unbounded") return withoutBoundary(graph, caller);
  const group = existing["G"] && graph.groupsOf().find(({ address }) => address === existing["G"]!.address);
  if (step.gives === "group") {
    const held = new Set(caller.set.identity);
    const more = group?.set.identity.filter((policy) => !held.has(policy)) ?? [];
    if (more.length === 0 || group === undefined) return undefined;
    const set = { ...caller.set, identity: [...caller.set.identity, ...more] };
    return changed(caller, "group", { name: `in ${group.address}`, set });
  }
  if (existing["L"] !== undefined) {
    const { address } = existing["L"];
    return withoutDenials(
      caller,
      address,
      ({ source }) => source === address || source === `${address}.policy`,
    );
  }
  if (step.id === "own-leave-group") {
    const names = new Set(group?.set.identity.map(({ source }) => source));
    return withoutDenials(caller, group?.address ?? "", ({ source }) => names.has(source));
  }
  const inline =
    group === undefined
      ? /^(?:module\..*\.)?aws_iam_(?:role|user)_policy\.|inline_policy/
      : /aws_iam_group_policy\./;
  return withoutDenials(caller, "its inline denials", ({ source }) => inline.test(source));
}

/** The same principal without those of its policies that deny something; undefined where no policy does. */
function withoutDenials(node: Node, name: string, isGone: (policy: Policy) => boolean): Node | undefined {
  const identity = node.set.identity.filter((policy) => !(isGone(policy) && denies(policy)));
  if (identity.length === node.set.identity.length) return undefined;
  return changed(node, "undenied", { name: `without ${name}`, set: { ...node.set, identity } });
}

const denies = ({ document }: Policy): boolean => document.statements.some(({ effect }) => effect === "Deny");

/** The same principal with every policy that it might get; one for all that make it so. */
function withAnything(graph: Graph, node: Node): Node {
  if (isUnlimited(node)) return anyPermission;
  const made = graph.once(withAnything, () => new Map<Node, Node>());
  const known = made.get(node) ?? makeAnything(node);
  made.set(node, known);
  return known;
}

function makeAnything(node: Node): Node {
  const { boundary, scps = [], rcps } = node.set;
  const limits: Partial<PolicySet> = { ...(boundary && { boundary }), scps, ...(rcps && { rcps }) };
  const name = `with anything that its ${boundary === undefined ? "SCPs allow" : "boundary allows"}`;
  return changed(node, "anything", { name, set: { identity: [everything], ...limits } });
}

/** The same principal without its boundary; one for all that make it so. */
function withoutBoundary(graph: Graph, node: Node): Node {
  const made = graph.once(withoutBoundary, () => new Map<Node, Node>());
  const known = made.get(node) ?? makeUnbounded(node);
  made.set(node, known);
  return known;
}

function makeUnbounded(node: Node): Node {
  const { boundary: _, ...set } = node.set;
  const { boundary: __, ...rest } = node;
  return changed(rest, "unbounded", { name: "without its boundary", set });
}

/** The hops by which a principal makes a new one. */
export function newHops(graph: Graph, caller: Node): readonly Hop[] {
  return newSteps.flatMap((step) => {
    const free = hopBy(graph, step, { caller, newBoundary: null, to: created(graph, caller, step) });
    if (free !== undefined) return free.to === anyPermission ? free : withName(free);
    for (const boundary of boundariesIn(graph).slice(0, mostBoundaries)) {
      const to = created(graph, caller, step, boundary);
      const hop = hopBy(graph, step, { caller, newBoundary: boundary.arn, to });
      if (hop !== undefined) return withName(hop);
    }
    return [];
  });
}

/** A new principal with every policy that it might get. */
function created(graph: Graph, caller: Node, { leadsTo }: EscalationStep, boundary?: Boundary): Node {
  const kind = leadsTo === "newUser" ? "user" : "role";
  const { account, partition } = graph.place;
  const { scps = [] } = caller.set;
  if (boundary === undefined && scps.every((level) => level.length === 0)) return anyPermission;
  const name = `a new ${kind} within ${boundary?.address ?? "the SCPs of the account"}`;
  return {
    id: name,
    address: name,
    type: kind,
    principal: madeUpArn(`arn:${partition}:iam::${account}:${kind}/*`),
    set: { identity: [everything], scps, ...(boundary && { boundary: boundary.policy }) },
    ...(boundary && { boundary: boundary.arn }),
    groups: [],
    attached: [],
    change: "created",
  };
}

/** Whether what a change makes of a principal is of any use, which is asked first. */
type IsWanted = (to: Node) => boolean;

/** The hops by which a principal changes another one and becomes that; lazily, for the first is often enough. */
export function* changeHops(graph: Graph, caller: Node, isWanted: IsWanted = () => true): Generator<Hop> {
  const asker = graph.askerOf(caller);
  for (const step of changeSteps) {
    const isAssuming = step.requires.some(({ action }) => action === "sts:AssumeRole");
    if (!step.requires.every(({ action }) => action === "sts:AssumeRole" || asker.mayAsk(action))) continue;
    for (const [target, to] of changeable(graph, caller, { step, isWanted })) {
      if (isAssuming && !graph.mayTrust(target, caller)) continue;
      const hop = hopBy(graph, step, { caller, target, to });
      if (hop !== undefined) yield hop;
    }
    if (step.leadsTo === "role" && !isAssuming && !step.bounded && step.existing === undefined) {
      const hop = hopBy(graph, step, { caller, target: anyRole(graph), to: anyPermission });
      if (hop !== undefined) yield { ...hop, if: "a role without a boundary" };
    }
  }
  yield* changeRunHops(graph, caller, isWanted);
}

/** The hops by which a principal changes a role, and runs code with it. */
function* changeRunHops(graph: Graph, caller: Node, isWanted: IsWanted): Generator<Hop> {
  const asker = graph.askerOf(caller);
  if (!mayRun(graph, caller)) return;
  for (const step of changeRunSteps) {
    if (!step.requires.every(({ action }) => asker.mayAsk(action))) continue;
    for (const [target, to] of changeable(graph, caller, { step, isWanted })) {
      const hop = hopBy(graph, step, { caller, target, to });
      const run = hop && runHop(graph, caller, target);
      if (hop !== undefined && run !== undefined) yield withRun(hop, run);
    }
  }
}

interface Change {
  readonly step: EscalationStep;
  readonly isWanted: IsWanted;
}

/** The principals that a caller might change by a step, with what that makes of them. */
function* changeable(
  graph: Graph,
  caller: Node,
  { step, isWanted }: Change,
): Generator<readonly [target: Node, to: Node]> {
  const onTarget = step.requires.filter(({ action, on }) => on === "target" && action !== "sts:AssumeRole");
  const actions = onTarget.map(({ action }) => action);
  for (const target of askedTargets(graph, caller, { actions, type: step.leadsTo })) {
    if (step.bounded && target.set.boundary === undefined) continue;
    const to = step.gives === "unbounded" ? withoutBoundary(graph, target) : withAnything(graph, target);
    if (isWanted(to) && onTarget.every((one) => mayChangeAny(graph, caller, { requirement: one, target })))
      yield [target, to];
  }
}

interface Requirement {
  readonly requirement: EscalationRequirement;
  readonly target: Node;
}

/** Whether a requirement is met on any principal at all with the boundary of the target: of thousands only few boundaries differ. */
function mayChangeAny(graph: Graph, caller: Node, { requirement, target }: Requirement): boolean {
  const { place } = graph;
  const choices = { arns: new Map(), region: undefined };
  const asked = askedFor(requirement, { caller, target, existing: {} }, { place, choices });
  const bound = asked?.keys[boundaryKey];
  const { action } = requirement;
  const arns = typeArns({ action, type: target.type }, place);
  // of an action that the reference lacks, only the target itself can be asked
  if (bound === undefined || arns.length === 0) return true;
  return graph.askerOf(caller).ask({ action, arns, keys: { [boundaryKey]: bound } }) !== undefined;
}

const boundaryKey = "iam:PermissionsBoundary";

/** A role that is not in the source. */
const anyRole = ({ place: { account, partition } }: Graph): Node => ({
  ...anyPermission,
  principal: madeUpArn(`arn:${partition}:iam::${account}:role/*`),
  set: { identity: [] },
  tags: {},
});
