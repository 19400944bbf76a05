import { compileAction } from "../../policies/evaluate/compileAction.js";
import { compileLayer } from "../../policies/evaluate/compileLayer.js";
import type { Policy } from "../../policies/language/policySet.js";
import type { EscalationStep } from "../../policies/reference/escalationSteps.js";
import { allowsAny } from "./allowsAny.js";
import { stepActions } from "./answerable.js";
import { typeArns } from "./askedFor.js";
import type { AttachedPolicy } from "./attachedPolicy.js";
import { awsPolicies } from "./awsPolicies.js";
import type { Graph } from "./graph.js";
import type { Node } from "./node.js";
import type { SurroundingResource } from "./surroundings.js";

/** Policies of the source that are tried in one step, and policies of AWS. */
export const mostPolicies = 10;

export interface Attaching {
  readonly step: EscalationStep;
  /** that the end of a chain is about, patterns */
  readonly actions: readonly string[];
}

/** The policies that a caller may attach by a step and that lead further. */
export interface AttachablePolicies {
  /** of the source, which it may attach to something */
  readonly own: readonly AttachedPolicy[];
  /** of AWS, which its conditions name; those first that are likely to lead on */
  readonly ofAws: readonly AttachedPolicy[];
  /** whether there are more of the source */
  readonly isCut: boolean;
  /** whether it may attach a policy to something */
  readonly mayAttach: (policy: AttachedPolicy) => boolean;
}

const none: AttachablePolicies = { own: [], ofAws: [], isCut: false, mayAttach: () => false };

/** What a caller may attach by a step. */
export function attachablePolicies(
  graph: Graph,
  caller: Node,
  { step, actions }: Attaching,
): AttachablePolicies {
  const asker = graph.askerOf(caller);
  const { action } = step.requires.find(({ keys = {} }) => keys["iam:PolicyARN"] === "@L")!;
  if (!asker.mayAsk(action)) return none;
  const type = /^iam:Attach(\w+)Policy$/.exec(action)![1]!.toLowerCase();
  const arns = typeArns({ action, type }, graph.place);
  const mayRewrite = asker.mayAsk("iam:CreatePolicyVersion");
  const mayAttach = ({ arn }: AttachedPolicy) =>
    asker.ask({ action, arns, keys: { "iam:PolicyARN": arn } }) !== undefined;
  const own = graph
    .resourcesOf("aws_iam_policy")
    .filter(isKnown)
    .filter(
      (one) =>
        (mayRewrite ||
          graph.once(one.policy, () => leadsOn(one.policy)) ||
          allowsAny(graph, one.policy, actions)) &&
        mayAttach(one),
    );
  return {
    own: own.slice(0, mostPolicies),
    ofAws: awsPolicies(graph, patternsOf(caller, action), actions),
    isCut: own.length > mostPolicies,
    mayAttach,
  };
}

const isKnown = (resource: SurroundingResource): resource is AttachedPolicy =>
  resource.policy !== undefined && resource.arn !== undefined && !/[*?]/.test(resource.arn);

/** Patterns of all policies that the conditions of a caller on `iam:PolicyARN` let through; undefined for any policy. */
function patternsOf({ set }: Node, action: string): readonly string[] | undefined {
  const patterns = new Set<string>();
  for (const { effect, conditions, ...statement } of set.identity.flatMap(
    ({ document }) => document.statements,
  )) {
    if (effect === "Deny" || !compileAction(statement.action)(action.toLowerCase())) continue;
    const positive = conditions.find(
      ({ key, operator }) => key.toLowerCase() === "iam:policyarn" && naming.has(operator.name),
    );
    if (positive === undefined) return undefined;
    for (const value of positive.values) patterns.add(value.replaceAll(/\$\{[^}]*\}/g, "*").toLowerCase());
  }
  return [...patterns].toSorted();
}

/** Operators of conditions that name what they let through. */
const naming: ReadonlySet<string> = new Set([
  "StringEquals",
  "StringEqualsIgnoreCase",
  "StringLike",
  "ArnEquals",
  "ArnLike",
]);

/** Whether a policy allows an action of any step: the others lead no further, of which a plan may have hundreds. */
function leadsOn(policy: Policy): boolean {
  const layer = compileLayer([policy]);
  return stepActions.some((action) => layer.candidates(action).allow.length > 0);
}
