import { compileAction } from "../../policies/evaluate/compileAction.js";
import { compileLayer } from "../../policies/evaluate/compileLayer.js";
import type { Policy } from "../../policies/language/policySet.js";
import type { EscalationStep } from "../../policies/reference/escalationSteps.js";
import { answerable, attachSteps } from "./answerable.js";
import { typeArns } from "./askedFor.js";
import type { Graph } from "./graph.js";
import { type Hop, hopBy } from "./hopBy.js";
import { madeUpArn } from "./madeUpArn.js";
import { changed, type Node } from "./node.js";
import type { SurroundingResource } from "./surroundings.js";

/** Policies that are tried in one step. */
const mostPolicies = 10;

/**
 * The hops by which a principal attaches a managed policy of the source: to itself or its group, to another principal that it
 * becomes, or to a new one. Where no statement asks which policy is attached, one of AWS may be that allows everything, so
 * that these add nothing; nor is a second policy attached after a first one.
 *
 * @param actions that the end of a chain is about, patterns; @defaultValue none
 */
export function* attachHops(graph: Graph, caller: Node, actions: readonly string[] = []): Generator<Hop> {
  if (caller.change === "attached" || !graph.askerOf(caller).mentions("iam:PolicyARN")) return;
  for (const step of attachSteps) {
    const policies = attachable(graph, caller, { step, actions });
    if (policies.length === 0) continue;
    for (const target of targetsOf(graph, caller, step))
      for (const policy of policies) {
        const to =
          target === undefined ? newWith(graph, { caller, step, policy }) : withPolicy(target, policy);
        if (to === undefined) continue;
        const options = target === undefined ? { newBoundary: null } : { target };
        const hop = hopBy(graph, step, { caller, ...options, to, existing: { L: policy } });
        if (hop !== undefined) yield hop;
      }
  }
}

interface Attaching {
  readonly step: EscalationStep;
  readonly actions: readonly string[];
}

/** The policies that a caller may attach to anything by a step; those whose ARN is known in full. */
function attachable(
  graph: Graph,
  caller: Node,
  { step: { requires }, actions }: Attaching,
): readonly SurroundingResource[] {
  const asker = graph.askerOf(caller);
  const { action } = requires.find(({ keys = {} }) => keys["iam:PolicyARN"] === "@L")!;
  if (!asker.mayAsk(action)) return [];
  const type = /^iam:Attach(\w+)Policy$/.exec(action)![1]!.toLowerCase();
  const arns = typeArns({ action, type }, graph.place);
  const mayRewrite = asker.mayAsk("iam:CreatePolicyVersion");
  const found = graph
    .resourcesOf("aws_iam_policy")
    .filter(
      ({ arn, policy }) =>
        policy !== undefined &&
        arn !== undefined &&
        !/[*?]/.test(arn) &&
        (mayRewrite || graph.once(policy, () => leadsOn(policy)) || allowsAny(graph, policy, actions)) &&
        asker.ask({ action, arns, keys: { "iam:PolicyARN": arn } }) !== undefined,
    );
  if (found.length > mostPolicies) graph.untried.add(caller.address);
  return found.slice(0, mostPolicies);
}

/** Whether a policy allows an action of any step: the others lead no further, of which a plan may have hundreds. */
function leadsOn(policy: Policy): boolean {
  const layer = compileLayer([policy]);
  return stepActions.some((action) => layer.candidates(action).allow.length > 0);
}

/** Whether a policy allows an action of some patterns. */
function allowsAny({ place: { reference } }: Graph, policy: Policy, patterns: readonly string[]): boolean {
  if (patterns.length === 0) return false;
  const layer = compileLayer([policy]);
  const namesOf = (pattern: string): readonly string[] => {
    if (!/[*?]/.test(pattern)) return [pattern];
    const isAsked = compileAction({ negated: false, patterns: [pattern] });
    const listed = reference.actionsOf(pattern.split(":", 1)[0]!.toLowerCase());
    return listed.map(({ name }) => name).filter((name) => isAsked(name.toLowerCase()));
  };
  return patterns.flatMap(namesOf).some((name) => layer.candidates(name.toLowerCase()).allow.length > 0);
}

const stepActions = [
  ...new Set(answerable.flatMap(({ requires }) => requires.map(({ action }) => action.toLowerCase()))),
].filter((action) => !action.startsWith("s3:")); // objects alone make no principal another one

/** The principals that a step attaches a policy to; undefined for a new one. */
function targetsOf(graph: Graph, caller: Node, step: EscalationStep): readonly (Node | undefined)[] {
  const { leadsTo, requires } = step;
  if (leadsTo === "newRole" || leadsTo === "newUser") return [undefined];
  if (leadsTo === "self") {
    const kind = caller.type === "role" ? "role" : "user";
    return caller.type === "permissionSet" || step.caller !== kind ? [] : [caller];
  }
  const isAssuming = requires.some(({ action }) => action === "sts:AssumeRole");
  return graph.nodes.filter(
    (node) =>
      node.address !== caller.address &&
      node.type === leadsTo &&
      (!isAssuming || graph.mayTrust(node, caller)),
  );
}

/** The same principal with one policy more; undefined where it holds it. */
function withPolicy(node: Node, { address, policy }: SurroundingResource): Node | undefined {
  if (node.attached.includes(address)) return undefined;
  const set = { ...node.set, identity: [...node.set.identity, policy!] };
  return {
    ...changed(node, "attached", { name: `with ${address}`, set }),
    attached: [...node.attached, address],
  };
}

interface Making {
  readonly caller: Node;
  readonly step: EscalationStep;
  readonly policy: SurroundingResource;
}

function newWith({ place }: Graph, { caller, step, policy: { address, policy } }: Making): Node {
  const kind = step.leadsTo === "newUser" ? "user" : "role";
  const name = `a new ${kind} with ${address}`;
  return {
    id: name,
    address: name,
    type: kind,
    principal: madeUpArn(`arn:${place.partition}:iam::${place.account}:${kind}/*`),
    set: { identity: [policy!], scps: caller.set.scps ?? [] },
    groups: [],
    attached: [address],
    change: "created",
  };
}
