import type { ServiceReference } from "../../../policies/reference/serviceReference.js";
import { anyPermission } from "../../../properties/escalation/anyPermission.js";
import { findChains } from "../../../properties/escalation/findChains.js";
import type { Graph } from "../../../properties/escalation/graph.js";
import { graphsOf } from "../../../properties/escalation/graphsOf.js";
import type { Hop } from "../../../properties/escalation/hopBy.js";
import type { Node } from "../../../properties/escalation/node.js";
import { takeHops } from "../../../properties/escalation/takeHops.js";
import { worstChain } from "../../../properties/escalation/worstChain.js";
import type { SurroundingsOverTime, Target } from "../../../properties/target.js";
import { printAddress } from "../../../properties/targetAddress.js";
import { isNewHop } from "../diff/isNewHop.js";

/** Which principals can become which, in any case. */
export interface Becoming {
  readonly steps: readonly BecomingStep[];
  /** those that may get any permission as they are, and so become each of the others: `plan.json#aws_iam_role.admin` */
  readonly ends: readonly string[];
  /** how many sources are asked, each alone: parts of one plan are one source */
  readonly sources: number;
  /** set where there are so many principals that only the steps of chains to any permission are here */
  readonly isPart?: true;
}

/** One step from a principal to another one, or to what a change makes of one, with their sources: `plan.json#aws_iam_role.ci`. */
export interface BecomingStep {
  readonly from: string;
  readonly to: string;
  /** the id of the step in `escalationSteps` */
  readonly step: string;
  /** the actions that it takes */
  readonly actions: readonly string[];
  /** the address of the resource that runs with the role */
  readonly via?: string;
  /** set where no step led there before the change */
  readonly isNew?: true;
  /** set where it is part of a chain to any permission that is reported */
  readonly inChain?: true;
}

/** Of more principals than this, not each pair is asked about. */
const mostPrincipals = 200;

/**
 * The steps by which the principals of each source become each other: the first that is found for each pair, and
 * those of the chains to any permission that are reported. Of several sources none answers for another one.
 */
export function becoming(targets: readonly Target[], reference: ServiceReference): Becoming {
  const found = [...surroundingsBySource(targets)].map(([source, { now, before }]) => {
    const then = before && graphsOf(before(), reference).widest;
    return stepsIn(graphsOf(now(), reference).narrowest, { source, ...(then && { before: then }) });
  });
  return {
    steps: found.flatMap(({ steps }) => steps),
    ends: found.flatMap(({ ends }) => ends),
    sources: found.length,
    ...(found.some(({ isPart }) => isPart) && { isPart: true }),
  };
}

/** Once for each source, also where several parts of it are asked about. */
const surroundingsBySource = (targets: readonly Target[]): ReadonlyMap<string, SurroundingsOverTime> =>
  new Map(
    targets.flatMap(({ address, surroundings }) => (surroundings ? [[address.source, surroundings]] : [])),
  );

/** Where a graph is from. */
interface Origin {
  readonly source: string;
  /** the same before the change */
  readonly before?: Graph;
}

function stepsIn(graph: Graph, origin: Origin): Omit<Becoming, "sources"> {
  const chains = findChains(graph);
  const others = graph.nodes.filter((node) => !chains.isEnd(node));
  const inChain = others.flatMap((node) => worstChain(graph, node, chains));
  const isPart = graph.nodes.length > mostPrincipals;
  const each = isPart
    ? []
    : others.flatMap((node) => graph.nodes.flatMap((target) => firstOf(takeHops(graph, node, target))));
  const steps = new Map<string, BecomingStep>();
  const add = (hop: Hop, more: Pick<BecomingStep, "inChain">) => {
    const key = `${hop.from.id}\n${hop.to.id}`;
    if (!steps.has(key)) steps.set(key, { ...stepOf(hop, origin), ...more });
  };
  for (const hop of inChain) add(hop, { inChain: true });
  for (const hop of each) add(hop, {});
  return {
    steps: [...steps.values()],
    ends: graph.nodes.filter(chains.isEnd).map((node) => nameOf(node, origin)),
    ...(isPart && { isPart }),
  };
}

const stepOf = (hop: Hop, origin: Origin): BecomingStep => ({
  from: nameOf(hop.from, origin),
  to: nameOf(hop.to, origin),
  step: hop.step.id,
  actions: hop.step.requires.map(({ action }) => action),
  ...(hop.via !== undefined && { via: hop.via }),
  ...(origin.before !== undefined && isNewHop(hop, origin.before) && { isNew: true as const }),
});

/** `plan.json#aws_iam_role.ci`; any permission is the same in each source. */
const nameOf = (node: Node, { source }: Origin): string =>
  node === anyPermission ? node.id : printAddress({ source, resource: node.id });

/** The others are not asked for. */
function firstOf(hops: Iterable<Hop>): readonly Hop[] {
  const [first] = hops;
  return first === undefined ? [] : [first];
}
