import { allAttachSteps } from "./answerable.js";
import type { Asker } from "./asker.js";
import { attachablePolicies, mostPolicies } from "./attachablePolicies.js";
import { type AttachedPolicy, attachedKey } from "./attachedPolicy.js";
import { Attachments, denies, type PolicyHop } from "./attachments.js";
import { attachTargets } from "./attachTargets.js";
import type { Graph } from "./graph.js";
import type { Hop } from "./hopBy.js";
import type { Node } from "./node.js";

/** Other principals to which policies of AWS are attached. */
const mostOthers = 20;

/** What is attached for, and what is noted of it. */
export interface AttachOptions {
  /** that the end of a chain is about, patterns; @defaultValue none */
  readonly actions?: readonly string[];
  /** called where more may be attached to a principal than is tried, undefined for a new one; @defaultValue nothing happens */
  readonly onUntried?: (target: Node | undefined) => void;
}

const isAttachedKey = (key: string): boolean => key.toLowerCase() === attachedKey.toLowerCase();

/**
 * The hops by which a principal attaches managed policies of the source, and of AWS: to itself or its group, to another
 * principal that it becomes, or to a new one; one policy of the source, or all of both. Where no statement asks which policy is attached,
 * one of AWS may be that allows everything, so that these add nothing.
 */
export function* attachHops(
  graph: Graph,
  caller: Node,
  { actions = [], onUntried }: AttachOptions = {},
): Generator<Hop> {
  const asker = graph.askerOf(caller);
  for (const step of graph.stepsOf(caller, allAttachSteps)) {
    const { action } = step.requires.find(({ keys = {} }) => keys[attachedKey] === "@L")!;
    if (!asker.limits(action, isAttachedKey)) continue;
    const { own, ofAws, isCut } = attachablePolicies(graph, caller, { action, actions });
    if (own.length + ofAws.length === 0) continue;
    const { targets, isCut: areMore } = attachTargets(graph, caller, step);
    const isMany = targets.length > mostOthers;
    for (const { to: target, newBoundary, run } of targets) {
      const missed = () => onUntried?.(target);
      if (isCut || areMore) missed();
      if (isMany && onUntried && target && mayAttachAny(asker, target, { action, policies: ofAws })) missed();
      if (isMany && own.length === 0) continue;
      const made = new Attachments(graph, { caller, step, target, newBoundary, run });
      const ofSource = made.hopsWith(own, mostPolicies);
      const others = made.hopsWith(isMany ? [] : ofAws, mostPolicies + 1);
      yield* ofSource.map(({ hop }) => hop);
      const all = [...ofSource, ...others.slice(0, mostPolicies)];
      yield* together(made, all);
      const isTogether = all.length < 2 || made.joined(all) !== undefined;
      const isComplete = others.length <= mostPolicies && all.filter(denies).length < 2 && isTogether;
      if (!isComplete) missed();
    }
  }
}

/** Whether a caller may attach any of some policies to a principal. */
const mayAttachAny = (asker: Asker, target: Node, { action, policies }: Attached): boolean =>
  asker.mayAskOn(action, target.principal) &&
  policies.some(
    ({ arn }) => asker.ask({ action, arns: [target.principal], keys: { [attachedKey]: arn } }) !== undefined,
  );

interface Attached {
  readonly action: string;
  readonly policies: readonly AttachedPolicy[];
}

/** Hops with all policies at once, and with those that deny nothing. */
function* together(made: Attachments, all: readonly PolicyHop[]): Generator<Hop> {
  const allowing = all.filter((one) => !denies(one));
  for (const some of allowing.length < all.length ? [all, allowing] : [all]) {
    const hop = made.joined(some);
    if (hop !== undefined) yield hop;
  }
}
