import { allowsAny } from "./allowsAny.js";
import { answerable, stepActions } from "./answerable.js";
import { typeArns } from "./askedFor.js";
import type { Asker } from "./asker.js";
import { type AttachedPolicy, attachedKey } from "./attachedPolicy.js";
import { awsPolicies } from "./awsPolicies.js";
import type { Graph } from "./graph.js";
import { namedPolicies } from "./namedPolicies.js";
import type { Node } from "./node.js";
import { policyAllows } from "./policyAllows.js";
import type { SurroundingResource } from "./surroundings.js";

/** Policies of the source that are tried in one step, and policies of AWS. */
export const mostPolicies = 10;

interface Attached {
  /** by which a policy is attached */
  readonly action: string;
  /** that the end of a chain is about, patterns */
  readonly actions: readonly string[];
}

/** The policies that a caller may attach by an action and that lead further. */
export interface AttachablePolicies {
  /** of the source, which it may attach to something */
  readonly own: readonly AttachedPolicy[];
  /** of AWS, which its conditions name; those first that are likely to lead on */
  readonly ofAws: readonly AttachedPolicy[];
  /** whether there are more of the source */
  readonly isCut: boolean;
}

/** What a caller may attach by an action. */
export function attachablePolicies(
  graph: Graph,
  caller: Node,
  { action, actions }: Attached,
): AttachablePolicies {
  const asker = graph.askerOf(caller);
  const type = /^iam:Attach(\w+)Policy$/.exec(action)![1]!.toLowerCase();
  const arns = typeArns({ action, type }, graph.placeOf(caller));
  const mayRewrite = asker.mayAsk("iam:CreatePolicyVersion");
  const mayAttach = ({ arn }: AttachedPolicy) =>
    asker.ask({ action, arns, keys: { "iam:PolicyARN": arn } }) !== undefined;
  const asked = [...actions, ...lackedActions(asker)];
  const own = graph
    .resourcesOf("aws_iam_policy")
    .filter(isKnown)
    .filter(
      (one) =>
        (mayRewrite ||
          graph.once(one.policy, () => stepActions.some(policyAllows(one.policy))) ||
          allowsAny(graph, one.policy, asked)) &&
        mayAttach(one),
    );
  return {
    own: own.slice(0, mostPolicies),
    ofAws: awsPolicies(graph, namedPolicies(caller, action, attachedKey), asked),
    isCut: own.length > mostPolicies,
  };
}

/** The actions on objects of S3 of steps of which the caller may take all the rest: `stepActions` has none of them. */
const lackedActions = (asker: Asker): readonly string[] =>
  answerable
    .filter(({ requires }) =>
      requires.every(({ action }) => stepActions.includes(action.toLowerCase()) === asker.mayAsk(action)),
    )
    .flatMap(({ requires }) => requires.map(({ action }) => action))
    .filter((action) => !stepActions.includes(action.toLowerCase()));

const isKnown = (resource: SurroundingResource): resource is AttachedPolicy =>
  resource.policy !== undefined && resource.arn !== undefined && !/[*?]/.test(resource.arn);
