import type { PolicySet } from "../../policies/language/policySet.js";
import type { EscalationStep } from "../../policies/reference/escalationSteps.js";
import type { Boundary } from "./boundary.js";
import { everything } from "./everything.js";
import type { Graph } from "./graph.js";
import { madeUpArn } from "./madeUpArn.js";
import { changed, isUnlimited, type Node } from "./node.js";

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

/** The same principal with every policy that it might get; one for all that make it so. */
export function withAnything(graph: Graph, node: Node): Node {
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
export function withoutBoundary(graph: Graph, node: Node): Node {
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

/** The same principal with the policies of a group, too; undefined where it has them. */
export function withGroup(node: Node, group: Node): Node | undefined {
  const held = new Set(node.set.identity);
  const more = group.set.identity.filter((policy) => !held.has(policy));
  if (more.length === 0) return undefined;
  const set = { ...node.set, identity: [...node.set.identity, ...more] };
  return {
    ...changed(node, "group", { name: `in ${group.address}`, set }),
    groups: [...node.groups, group.address],
    attached: [...node.attached, ...group.attached],
  };
}

/** What a new principal holds. */
interface Created {
  readonly step: EscalationStep;
  readonly boundary?: Boundary | undefined;
  /** that it is in; @defaultValue it has every policy that it might get */
  readonly group?: Node | undefined;
}

/** A new principal of a caller. */
export function created(graph: Graph, caller: Node, { step, boundary, group }: Created): Node {
  const kind = step.leadsTo === "newUser" ? "user" : "role";
  const { account, partition } = graph.placeOf(caller);
  const { scps = [] } = caller.set;
  const isFree = boundary === undefined && scps.every((level) => level.length === 0);
  if (isFree && group === undefined) return anyPermission;
  const within = isFree ? "" : ` within ${boundary?.address ?? "the SCPs of the account"}`;
  const name = `a new ${kind}${group ? ` in ${group.address}` : ""}${within}`;
  return {
    id: name,
    address: name,
    type: kind,
    principal: madeUpArn(`arn:${partition}:iam::${account}:${kind}/*`),
    set: {
      identity: group?.set.identity ?? [everything],
      scps,
      ...(boundary && { boundary: boundary.policy }),
    },
    ...(boundary && { boundary: boundary.arn }),
    groups: group ? [group.address] : [],
    attached: group?.attached ?? [],
    change: "created",
  };
}
