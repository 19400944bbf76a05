import type { Policy } from "../../policies/language/policySet.js";
import type { EscalationStep } from "../../policies/reference/escalationSteps.js";
import { withAnything, withGroup, withoutBoundary } from "./anyPermission.js";
import type { StepAttempt } from "./askedFor.js";
import type { Graph } from "./graph.js";
import { changed, type Node } from "./node.js";

/** What a step makes of the caller; undefined where it changes nothing. */
export function afterOwn(
  graph: Graph,
  step: EscalationStep,
  { caller, existing }: StepAttempt,
): Node | undefined {
  if (step.gives === "anything") return withAnything(graph, caller);
  if (step.gives === "unbounded") return withoutBoundary(graph, caller);
  const group = existing["G"] && graph.nodeAt(existing["G"].address);
  if (step.gives === "group") return group && withGroup(caller, group);
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
