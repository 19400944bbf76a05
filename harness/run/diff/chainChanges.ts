import type { ServiceReference } from "../../../policies/reference/serviceReference.js";
import type { Chain, ChainHop } from "../../../properties/escalation/chain.js";
import { chainOf } from "../../../properties/escalation/chainOf.js";
import {
  type Chains,
  changeHopsOf,
  findChains,
  hopsFrom,
} from "../../../properties/escalation/findChains.js";
import type { Graph } from "../../../properties/escalation/graph.js";
import { graphsOf } from "../../../properties/escalation/graphsOf.js";
import type { Hop } from "../../../properties/escalation/hopBy.js";
import type { Node } from "../../../properties/escalation/node.js";
import type { Surroundings } from "../../../properties/escalation/surroundings.js";
import { takeHops } from "../../../properties/escalation/takeHops.js";
import type { Grounds } from "../../gate/exception.js";

/** What a change does to the chains of steps that lead to any permission. */
export interface ChainChanges {
  readonly opened: readonly OpenedChains[];
  /** the addresses of principals that had a chain and have none */
  readonly closed: readonly string[];
}

/** The chains that one new step completes, or one principal that holds any permission now. */
export interface OpenedChains {
  /** the step that is new; absent where a principal holds any permission now */
  readonly hop?: ChainHop;
  /** the principal that holds any permission now */
  readonly holder?: string;
  /** the addresses of the principals that have a chain by it and had none before */
  readonly principals: readonly string[];
  /** the shortest of their chains; absent where only the holder changed */
  readonly chain?: Chain;
  /** set where it is approved: it fails nothing */
  readonly approved?: Grounds;
}

/**
 * The chains that are certain now and were not possible before, by the one step that is new; and those that were certain
 * before and are not possible now.
 */
export function chainChanges(
  before: Surroundings,
  now: Surroundings,
  reference: ServiceReference,
): ChainChanges {
  const [then, later] = [graphsOf(before, reference), graphsOf(now, reference)];
  const [certain, earlier] = [findChains(later.narrowest), findChains(then.widest)];
  return {
    opened: openedBy({ graph: later.narrowest, chains: certain }, { graph: then.widest, chains: earlier }),
    closed: closedIn(
      {
        graph: then.narrowest,
        chains: then.narrowest === then.widest ? earlier : findChains(then.narrowest),
      },
      { graph: later.widest, chains: later.narrowest === later.widest ? certain : findChains(later.widest) },
    ),
  };
}

interface Side {
  readonly graph: Graph;
  readonly chains: Chains;
}

/** Whether a principal gets to any permission, or holds it. */
const arrives = ({ graph, chains }: Side, address: string): boolean => {
  const node = graph.nodeAt(address);
  return node !== undefined && (chains.isEnd(node) || chains.first.has(node));
};

const closedIn = (before: Side, now: Side): readonly string[] =>
  before.graph.nodes
    .filter((node) => before.chains.first.has(node) && !arrives(now, node.address))
    .map(({ address }) => address);

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
    const hops = hopsFrom(node, now.chains);
    const chain = chainOf(hops);
    if (chain === undefined || arrives(before, node.address)) continue;
    const { to: end } = hops.at(-1)!;
    const isHeld = end.change === undefined && !heldBefore(end);
    const at = hops.findLastIndex((hop) => isNewHop(hop, before.graph));
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

/** Whether no step led there before. */
function isNewHop({ from, to }: Hop, before: Graph): boolean {
  // what a change made of a principal is not in the source
  if (from.change !== undefined) return false;
  const then = before.nodeAt(from.address);
  if (then === undefined) return true;
  if (to.change !== undefined) return ![...changeHopsOf(before, then)].some((hop) => hop.to.id === to.id);
  const target = before.nodeAt(to.address);
  return target === undefined || takeHops(before, then, target).next().done === true;
}
