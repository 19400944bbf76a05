import { compileLayer } from "../../policies/evaluate/compileLayer.js";
import type { EscalationStep } from "../../policies/reference/escalationSteps.js";
import { attachSteps } from "./answerable.js";
import { attachablePolicies, mostPolicies } from "./attachablePolicies.js";
import type { AttachedPolicy } from "./attachedPolicy.js";
import type { Graph } from "./graph.js";
import { type Hop, hopBy } from "./hopBy.js";
import { madeUpArn } from "./madeUpArn.js";
import { changed, type Node } from "./node.js";

/** Other principals to which policies of AWS are attached. */
const mostOthers = 20;

/**
 * The hops by which a principal attaches managed policies of the source, and of AWS: to itself or its group, to another
 * principal that it becomes, or to a new one; one policy of the source, or all of both. Where no statement asks which policy is attached,
 * one of AWS may be that allows everything, so that these add nothing.
 *
 * @param actions that the end of a chain is about, patterns; @defaultValue none
 */
export function* attachHops(graph: Graph, caller: Node, actions: readonly string[] = []): Generator<Hop> {
  const asker = graph.askerOf(caller);
  if (caller.change === "attached" || !asker.mentions("iam:PolicyARN")) return;
  const missed = () => graph.untriedFor(actions).add(caller.address);
  for (const step of attachSteps) {
    const isAsked = ({ action }: { readonly action: string }) =>
      action === "sts:AssumeRole" || asker.mayAsk(action);
    if (!step.requires.every(isAsked)) continue;
    const { own, ofAws, isCut, mayAttach } = attachablePolicies(graph, caller, { step, actions });
    if (isCut) missed();
    if (own.length + ofAws.length === 0) continue;
    const targets = targetsOf(graph, caller, step);
    const isMany = targets.length > mostOthers;
    if (isMany && ofAws.some(mayAttach)) missed();
    for (const target of isMany && own.length === 0 ? [] : targets) {
      const made = new Attaching(graph, { caller, step, target });
      const ofSource = made.hopsWith(own, mostPolicies);
      const others = made.hopsWith(isMany ? [] : ofAws, mostPolicies + 1);
      yield* ofSource.map(({ hop }) => hop);
      const all = [...ofSource, ...others.slice(0, mostPolicies)];
      yield* together(made, all);
      const isTogether = all.length < 2 || made.joined(all) !== undefined;
      const isComplete = others.length <= mostPolicies && all.filter(denies).length < 2 && isTogether;
      if (!isComplete || all.some(letsAttach)) missed();
    }
  }
}

/** Hops with all policies at once, and with those that deny nothing. */
function* together(made: Attaching, all: readonly Attachment[]): Generator<Hop> {
  const allowing = all.filter((one) => !denies(one));
  for (const some of allowing.length < all.length ? [all, allowing] : [all]) {
    const hop = made.joined(some);
    if (hop !== undefined) yield hop;
  }
}

interface Attempt {
  readonly caller: Node;
  readonly step: EscalationStep;
  /** undefined for a new principal */
  readonly target: Node | undefined;
}

interface Attachment {
  readonly policy: AttachedPolicy;
  readonly hop: Hop;
}

/** The attaching of policies to one principal. */
class Attaching {
  readonly #graph: Graph;
  readonly #attempt: Attempt;

  constructor(graph: Graph, attempt: Attempt) {
    this.#graph = graph;
    this.#attempt = attempt;
  }

  /** The first hops with one of some policies. */
  hopsWith(policies: readonly AttachedPolicy[], most: number): readonly Attachment[] {
    const found: Attachment[] = [];
    for (const policy of policies) {
      const hop = found.length < most ? this.#hopWith(policy) : undefined;
      if (hop !== undefined) found.push({ policy, hop });
    }
    return found;
  }

  #hopWith(policy: AttachedPolicy): Hop | undefined {
    const { caller, step, target } = this.#attempt;
    const to = this.#holding([policy]);
    if (to === undefined) return undefined;
    const options = target === undefined ? { newBoundary: null } : { target };
    return hopBy(this.#graph, step, { caller, ...options, to, existing: { L: policy } });
  }

  /** One hop with several policies. */
  joined(attachments: readonly Attachment[]): Hop | undefined {
    const [first] = attachments;
    if (first === undefined) return undefined;
    if (attachments.length === 1) return isOfSource(first) ? undefined : first.hop;
    const to = this.#holding(attachments.map(({ policy }) => policy));
    if (to === undefined) return undefined;
    const attached = attachments.flatMap(({ hop }) => hop.taken.filter(isAttaching));
    const on = new Set(attached.map(({ request }) => request.resource));
    if (on.size > 1) return undefined;
    const taken = first.hop.taken.flatMap((one) => (isAttaching(one) ? attached : [one]));
    const ofAws = attachments.filter((one) => !isOfSource(one)).map(({ hop }) => hop);
    return { ...first.hop, to, taken, simpler: () => ofAws };
  }

  /** The principal with some policies more; undefined where it holds all of them. */
  #holding(policies: readonly AttachedPolicy[]): Node | undefined {
    const { caller, step, target } = this.#attempt;
    if (target === undefined) return newWith(this.#graph, { caller, step, policies });
    const held = new Set(target.set.identity.map(({ source }) => source));
    const more = policies.filter(
      ({ address, policy }) => !target.attached.includes(address) && !held.has(policy.source),
    );
    if (more.length === 0) return undefined;
    const addresses = more.map(({ address }) => address);
    const set = { ...target.set, identity: [...target.set.identity, ...more.map(({ policy }) => policy)] };
    return {
      ...changed(target, "attached", { name: `with ${addresses.join(", ")}`, set }),
      attached: [...target.attached, ...addresses],
    };
  }
}

const isOfSource = ({ policy }: Attachment): boolean => !policy.address.startsWith("managed:");

const denies = ({ policy }: Attachment): boolean =>
  policy.policy.document.statements.some(({ effect }) => effect === "Deny");

/** Whether a policy allows what is taken to attach others, which are not tried after it. */
const letsAttach = ({ policy: { policy } }: Attachment): boolean => {
  const layer = compileLayer([policy]);
  return attachingActions.some((action) => layer.candidates(action).allow.length > 0);
};

const attachingActions = [
  ...new Set(attachSteps.flatMap(({ requires }) => requires.map(({ action }) => action.toLowerCase()))),
].filter((action) => action !== "sts:assumerole");

const isAttaching = ({ request }: Hop["taken"][number]): boolean => /^iam:Attach/.test(request.action);

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

interface Making {
  readonly caller: Node;
  readonly step: EscalationStep;
  readonly policies: readonly AttachedPolicy[];
}

function newWith({ place }: Graph, { caller, step, policies }: Making): Node {
  const kind = step.leadsTo === "newUser" ? "user" : "role";
  const attached = policies.map(({ address }) => address);
  const name = `a new ${kind} with ${attached.join(", ")}`;
  return {
    id: name,
    address: name,
    type: kind,
    principal: madeUpArn(`arn:${place.partition}:iam::${place.account}:${kind}/*`),
    set: { identity: policies.map(({ policy }) => policy), scps: caller.set.scps ?? [] },
    groups: [],
    attached,
    change: "created",
  };
}
