import type { ServiceReference } from "../../../policies/reference/serviceReference.js";
import type { Chain, ChainHop } from "../../../properties/escalation/chain.js";
import { chainOf } from "../../../properties/escalation/chainOf.js";
import { arrives, type Chains, endsOf, findChains } from "../../../properties/escalation/findChains.js";
import { granting } from "../../../properties/escalation/granting.js";
import type { Graph } from "../../../properties/escalation/graph.js";
import { graphsOf } from "../../../properties/escalation/graphsOf.js";
import type { Hop } from "../../../properties/escalation/hopBy.js";
import type { NodeIds } from "../../../properties/escalation/mayGetTo.js";
import type { Node } from "../../../properties/escalation/node.js";
import type { Surroundings, UnknownPolicy } from "../../../properties/escalation/surroundings.js";
import { otherHops, takeHops } from "../../../properties/escalation/takeHops.js";
import { untriedIn } from "../../../properties/escalation/untriedIn.js";
import { isAssumed, worstChain } from "../../../properties/escalation/worstChain.js";
import type { Grounds } from "../../gate/exception.js";
import { isNewHop } from "./isNewHop.js";
import { type UndecidedChains, undecidedChains } from "./undecidedChains.js";

/** What a change does to the chains of steps that lead to any permission. */
export interface ChainChanges {
  readonly opened: readonly OpenedChains[];
  /** the addresses of principals that had a chain and have none */
  readonly closed: readonly string[];
  /** the principals of which it is unknown whether a chain is opened */
  readonly undecided: readonly UndecidedChains[];
}

/** The chains that one new step completes, or one principal that holds any permission now. */
export interface OpenedChains {
  /** the step that is new; absent where a principal holds any permission now */
  readonly hop?: ChainHop;
  /** the principal that holds any permission now */
  readonly holder?: string;
  /** the addresses of the principals that have a chain by it and had none before, or one of AssumeRole alone */
  readonly principals: readonly string[];
  /** the shortest of their chains; absent where only the holder changed */
  readonly chain?: Chain;
  /** set where it is approved: it fails nothing */
  readonly approved?: Grounds;
}

/**
 * The chains that are certain now and were not possible before, by the one step that is new; those that were certain
 * before and are not possible now; and the principals of which an unknown value decides whether a chain is opened.
 */
export function chainChanges(
  before: Surroundings,
  now: Surroundings,
  reference: ServiceReference,
): ChainChanges {
  // a source compared with itself: what is unknown in it is the same on both sides
  if (before === now) return { opened: [], closed: [], undecided: [] };
  const [then, later] = [graphsOf(before, reference), graphsOf(now, reference)];
  const [certain, hadCertain] = [findChains(later.narrowest), findChains(then.narrowest)];
  const [hadUntried, untried] = [then.widest, later.widest].map((graph) =>
    untriedIn(graph, { actions: [], isCovered: true }),
  ) as [NodeIds, NodeIds];
  const possible = findOpenChains(
    later.widest,
    ({ id, address }) => untried.has(id) || granting(holesAt(now, address)).length > 0,
  );
  // of a policy that is unknown before and after alike, a change says nothing
  const hadPossible = findOpenChains(then.widest, ({ id, address }) => {
    if (hadUntried.has(id) && !untried.has(id)) return true;
    const lasting = new Set(holesAt(now, address).map(nameOf));
    return granting(holesAt(before, address)).some((hole) => !lasting.has(nameOf(hole)));
  });
  const opened = openedBy(
    { graph: later.narrowest, chains: certain },
    { graph: then.widest, chains: hadPossible },
  );
  const openers = new Set(opened.flatMap(({ principals, holder = "" }) => [...principals, holder]));
  return {
    opened,
    closed: then.narrowest.nodes
      .filter((node) => hadCertain.first.has(node) && !arrives(later.widest, possible, node.address))
      .map(({ address }) => address),
    undecided: undecidedChains({
      before,
      now,
      graph: later.widest,
      possible,
      untried,
      isDecided: (address) => openers.has(address) || arrives(then.narrowest, hadCertain, address),
    }),
  };
}

/** The chains to any permission, where some principals may hold that by a policy that is unknown. */
function findOpenChains(graph: Graph, isUnknown: (node: Node) => boolean): Chains {
  const isEnd = endsOf(graph);
  return findChains(graph, { isEnd: (node) => isUnknown(node) || isEnd(node) });
}

const holesAt = ({ principals }: Surroundings, address: string): readonly UnknownPolicy[] =>
  principals.get(address)?.holes ?? [];

const nameOf = ({ address, reason }: UnknownPolicy): string => `${address}\n${reason}`;

interface Side {
  readonly graph: Graph;
  readonly chains: Chains;
}

/** Whether a principal may have had a chain: one with another step than AssumeRole, where it has that now. */
function isAsBad({ address }: Node, hops: readonly Hop[], { graph, chains }: Side): boolean {
  const then = graph.nodeAt(address);
  if (then === undefined || !arrives(graph, chains, address)) return false;
  if (isAssumed(hops) || chains.isEnd(then) || !isAssumed(worstChain(graph, then, chains))) return true;
  const isKnown = endsOf(graph);
  const toUnknown = graph.once(isAsBad, () =>
    findChains(graph, { isEnd: (node) => chains.isEnd(node) && !isKnown(node), without: isKnown }),
  );
  return arrives(graph, toUnknown, address);
}

function openedBy(now: Side, before: Side): readonly OpenedChains[] {
  const found = new Map<
    string,
    { cause: Omit<OpenedChains, "principals">; chains: Chain[]; principals: string[] }
  >();
  const groupOf = (key: string, cause: Omit<OpenedChains, "principals">) => {
    const group = found.get(key) ?? { cause, chains: [], principals: [] };
    found.set(key, group);
    return group;
  };
  const heldBefore = (node: Node) => {
    const then = before.graph.nodeAt(node.address);
    return then !== undefined && before.chains.isEnd(then);
  };
  for (const node of now.graph.nodes) {
    if (now.chains.isEnd(node)) {
      if (!heldBefore(node)) groupOf(node.id, { holder: node.id });
      continue;
    }
    const hops = worstChain(now.graph, node, now.chains);
    const chain = chainOf(hops);
    if (chain === undefined || isAsBad(node, hops, before)) continue;
    const { to: end } = hops.at(-1)!;
    const isHeld = end.change === undefined && !heldBefore(end);
    const hadAssumed = arrives(before.graph, before.chains, node.address);
    const at = hops.findLastIndex((hop) =>
      isNewHop(hop, before.graph, hadAssumed && !isAssumed([hop]) ? otherHops : takeHops),
    );
    const hop = chain.hops[Math.max(at, 0)]!;
    const group = isHeld
      ? groupOf(end.id, { holder: end.id })
      : groupOf(JSON.stringify([hop.from, hop.to, hop.step]), { hop });
    group.principals.push(node.address);
    group.chains.push(chain);
  }
  return [...found.values()].map(({ cause, principals, chains }) => {
    const [chain] = chains.toSorted((one, other) => one.hops.length - other.hops.length);
    return { ...cause, principals, ...(chain && { chain }) };
  });
}
