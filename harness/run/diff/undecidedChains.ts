import { arrives, type Chains, findChains, hopsFrom } from "../../../properties/escalation/findChains.js";
import { granting } from "../../../properties/escalation/granting.js";
import type { Graph } from "../../../properties/escalation/graph.js";
import { mayGetTo, type NodeIds } from "../../../properties/escalation/mayGetTo.js";
import type { Node } from "../../../properties/escalation/node.js";
import type { SurroundingPrincipal, Surroundings } from "../../../properties/escalation/surroundings.js";
import type { Hole } from "../../../properties/hole.js";
import { holesInOrder } from "./undecidedChanges.js";

/** Principals of which it is unknown whether the change opens a chain of steps to any permission. */
export interface UndecidedChains {
  /** their addresses */
  readonly principals: readonly string[];
  /** the unknown values, the one that is named first; empty where everything is known */
  readonly holes: readonly Hole[];
  /** where everything is known: what is missing, a lower-case sentence */
  readonly gap?: string;
}

interface Asked {
  readonly before: Surroundings;
  readonly now: Surroundings;
  /** what the principals may do at most after the change */
  readonly graph: Graph;
  /** the chains that are possible after the change, where a principal with an unknown policy is an end */
  readonly possible: Chains;
  /** of the same, the principals that may attach more policies than are tried, which are ends, too */
  readonly untried: NodeIds;
  /** whether it is certain of a principal that the change opens a chain, or that it had one before */
  readonly isDecided: (address: string) => boolean;
}

/** The principals that may get to any permission by a principal or a resource that changed, those with the same reason together. */
export function undecidedChains(asked: Asked): readonly UndecidedChains[] {
  const { before, now, graph, possible, untried, isDecided } = asked;
  const isChanged = changesBetween(before, now);
  const gaining = new Set(
    graph.nodes.filter((node) => arrives(graph, possible, node.address) && isChanged(node)),
  );
  const ways = findChains(graph, { isEnd: (node) => gaining.has(node) });
  const byHoles = new Map<string, UndecidedChains & { principals: string[] }>();
  for (const node of graph.nodes) {
    if (isDecided(node.address) || !arrives(graph, ways, node.address)) continue;
    const way = hopsFrom(node, ways);
    const hops = [...way, ...hopsFrom(way.at(-1)?.to ?? node, possible)];
    const met = [node, ...hops.flatMap(({ to, target }) => (target ? [target, to] : [to]))];
    const holes = holesInOrder([
      ...met.flatMap(({ address }) => unknownOf(address, [now, before])),
      ...hops.flatMap(({ open = [], to }) => [...open, ...(to.unknownTrust ? [to.unknownTrust] : [])]),
    ]);
    const isUntried = holes.length === 0 && met.some(({ id }) => untried.has(id));
    const key = JSON.stringify([isUntried, holes.map(({ address, reason }) => [address, reason])]);
    const alike = byHoles.get(key) ?? {
      principals: [],
      holes,
      ...(holes.length === 0 && { gap: isUntried ? moreAttached : unproved }),
    };
    byHoles.set(key, alike);
    alike.principals.push(node.address);
  }
  const listed = new Set([...byHoles.values()].flatMap(({ principals }) => principals));
  const left = graph.nodes.filter(
    (node) =>
      isChanged(node) &&
      mayGetTo(graph, possible.undecided, { chains: possible, address: node.address }) &&
      !listed.has(node.address) &&
      !isDecided(node.address),
  );
  const last =
    left.length === 0 ? [] : [{ principals: left.map(({ address }) => address), holes: [], gap: unproved }];
  return [...byHoles.values(), ...last];
}

const moreAttached = "more policies may be attached than are tried";
const unproved = "the prover has not decided whether all requests of some step are allowed";

const unknownOf = (address: string, times: readonly Surroundings[]): readonly Hole[] =>
  times.flatMap(({ principals }) => {
    const { holes, open } = principals.get(address) ?? { holes: [], open: [] };
    return [...granting(holes), ...open];
  });

/** Whether a principal changes, or what runs with it or is attached to it. */
function changesBetween(before: Surroundings, now: Surroundings): (node: Node) => boolean {
  const then = new Map(before.resources.map((resource) => [resource.address, JSON.stringify(resource)]));
  const changed = now.resources.filter(
    (resource) =>
      resource.unknownTags?.hole.afterApply || then.get(resource.address) !== JSON.stringify(resource),
  );
  const touched = new Set(changed.flatMap(({ address, runsAs }) => [address, ...runsAs]));
  // any principal may use a queue or a cluster
  const isAnywhere = changed.some(({ type, runsAs }) => runsAs.length === 0 && !type.startsWith("aws_iam_"));
  return ({ address, attached, groups }) =>
    isAnywhere ||
    [address, ...attached, ...groups].some((one) => touched.has(one)) ||
    !isSame(before.principals.get(address), now.principals.get(address));
}

/** Both are made in one way; a value that is known after apply may be another one. */
function isSame(then: SurroundingPrincipal | undefined, now: SurroundingPrincipal | undefined): boolean {
  const unknown = [
    ...(now?.holes ?? []),
    ...(now?.open ?? []),
    ...(now?.unknownTags ? [now.unknownTags.hole] : []),
  ];
  return !unknown.some(({ afterApply }) => afterApply) && JSON.stringify(then) === JSON.stringify(now);
}
