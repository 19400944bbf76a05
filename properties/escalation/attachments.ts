import type { EscalationStep } from "../../policies/reference/escalationSteps.js";
import type { AttachedPolicy } from "./attachedPolicy.js";
import type { Boundary } from "./boundary.js";
import type { Graph } from "./graph.js";
import { type Hop, hopBy, withName } from "./hopBy.js";
import { madeUpArn } from "./madeUpArn.js";
import { changed, type Node } from "./node.js";
import { withRun } from "./runHop.js";

/** A caller that attaches policies by a step. */
interface Attaching {
  readonly caller: Node;
  readonly step: EscalationStep;
  /** undefined for a new principal */
  readonly target: Node | undefined;
  /** of a new principal, null for none */
  readonly newBoundary?: Boundary | null | undefined;
  /** by which the caller runs code with the target; absent where the step leads to it */
  readonly run?: Hop | undefined;
}

/** A policy, with the hop by which it is attached. */
export interface PolicyHop {
  readonly policy: AttachedPolicy;
  readonly hop: Hop;
}

/** What attaching some policies makes of one principal. */
export class Attachments {
  readonly #graph: Graph;
  readonly #attempt: Attaching;

  constructor(graph: Graph, attempt: Attaching) {
    this.#graph = graph;
    this.#attempt = attempt;
  }

  /** The first hops with one of some policies. */
  hopsWith(policies: readonly AttachedPolicy[], most: number): readonly PolicyHop[] {
    const found: PolicyHop[] = [];
    for (const policy of policies) {
      const hop = found.length < most ? this.#hopWith(policy) : undefined;
      if (hop !== undefined) found.push({ policy, hop });
    }
    return found;
  }

  #hopWith(policy: AttachedPolicy): Hop | undefined {
    const { caller, step, target, newBoundary, run } = this.#attempt;
    const to = this.#holding([policy]);
    if (to === undefined) return undefined;
    const options = target === undefined ? { newBoundary: newBoundary?.arn ?? null } : { target };
    const hop = hopBy(this.#graph, step, { caller, ...options, to, existing: { L: policy } });
    if (hop === undefined || target !== undefined) return hop && run ? withRun(hop, run) : hop;
    return withName(hop);
  }

  /** One hop with several policies. */
  joined(attachments: readonly PolicyHop[]): Hop | undefined {
    const [first] = attachments;
    if (first === undefined) return undefined;
    if (attachments.length === 1) return isOfSource(first) ? undefined : first.hop;
    const to = this.#holding(attachments.map(({ policy }) => policy));
    if (to === undefined) return undefined;
    const attached = attachments.flatMap(({ hop }) => hop.taken.filter(isAttaching));
    const on = new Set(attached.map(({ request }) => request.resource));
    if (on.size > 1) return undefined;
    const taken = first.hop.taken.flatMap((one) => (isAttaching(one) ? attached : [one]));
    const { principal } = this.#attempt.target ?? first.hop.to;
    return {
      ...first.hop,
      to: { ...to, principal },
      taken,
      simpler: (isEnough) => this.#simpler(attachments, isEnough),
    };
  }

  /** One policy of AWS, or what is left without each that is not needed; hops with one of the source come first anyway. */
  #simpler(attachments: readonly PolicyHop[], isEnough: (hop: Hop) => boolean): Hop | undefined {
    const one = attachments.find((each) => !isOfSource(each) && isEnough(each.hop));
    if (one !== undefined) return one.hop;
    let [left, found] = [attachments, undefined as Hop | undefined];
    for (const each of attachments) {
      const fewer = left.filter((other) => other !== each);
      const hop = fewer.length > 1 ? this.joined(fewer) : undefined;
      if (hop !== undefined && isEnough(hop)) [left, found] = [fewer, hop];
    }
    return found;
  }

  /** The principal with some policies more; undefined where it holds all of them. */
  #holding(policies: readonly AttachedPolicy[]): Node | undefined {
    const { target } = this.#attempt;
    if (target === undefined) return newWith(this.#graph, this.#attempt, policies);
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

const isOfSource = ({ policy }: PolicyHop): boolean => !policy.address.startsWith("managed:");

/** Whether a policy denies something. */
export const denies = ({ policy }: PolicyHop): boolean =>
  policy.policy.document.statements.some(({ effect }) => effect === "Deny");

const isAttaching = ({ request }: Hop["taken"][number]): boolean => /^iam:Attach/.test(request.action);

function newWith(
  graph: Graph,
  { caller, step, newBoundary }: Attaching,
  policies: readonly AttachedPolicy[],
): Node {
  const { account, partition } = graph.placeOf(caller);
  const kind = step.leadsTo === "newUser" ? "user" : "role";
  const attached = policies.map(({ address }) => address);
  const within = newBoundary ? ` within ${newBoundary.address}` : "";
  const name = `a new ${kind} with ${attached.join(", ")}${within}`;
  return {
    id: name,
    address: name,
    type: kind,
    principal: madeUpArn(`arn:${partition}:iam::${account}:${kind}/*`),
    set: {
      identity: policies.map(({ policy }) => policy),
      scps: caller.set.scps ?? [],
      ...(newBoundary && { boundary: newBoundary.policy }),
    },
    ...(newBoundary && { boundary: newBoundary.arn }),
    groups: [],
    attached,
    change: "created",
  };
}
