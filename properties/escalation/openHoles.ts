import type { EscalationQuestion } from "./escalationQuestion.js";
import { type Chains, findChains, hopsFrom } from "./findChains.js";
import { granting } from "./granting.js";
import type { Graph } from "./graph.js";
import type { Hop } from "./hopBy.js";
import { waysTo } from "./mayGetTo.js";
import type { Node } from "./node.js";
import type { Surroundings, UnknownPolicy } from "./surroundings.js";
import { untriedIn } from "./untriedIn.js";
import { isAssumed, worstChain } from "./worstChain.js";

/** A principal, and what is asked of it. */
interface Unknowns {
  readonly address: string;
  readonly surroundings: Surroundings;
  readonly question: EscalationQuestion;
}

/** What is unknown of a principal, or of one that it may become, which might open a way. */
export function openHoles(
  widest: Graph,
  { address, surroundings, question }: Unknowns,
): readonly UnknownPolicy[] {
  const { principals } = surroundings;
  if (!hasUnknown(widest, surroundings)) return [];
  const node = widest.nodeAt(address)!;
  const chains = question.openChainsOf(
    widest,
    (one) => granting(principals.get(one.address)?.holes).length > 0,
  );
  const holes = unknownAlong(node, chains, surroundings);
  return holes.length > 0 ? holes : untriedHoles(widest, node, { surroundings, question });
}

/** What is unknown of those by which it may attach more policies than are tried. */
function untriedHoles(
  widest: Graph,
  node: Node,
  { surroundings, question }: Omit<Unknowns, "address">,
): readonly UnknownPolicy[] {
  const untried = untriedIn(widest, { actions: question.end.actions, isCovered: false });
  if (untried.size === 0) return [];
  return unknownAlong(node, waysTo(widest, untried, question.chainsOf(widest)), surroundings);
}

/** The same of a principal that gets there by AssumeRole alone: what might open a way by another step. */
export function worseHoles(
  widest: Graph,
  { address, surroundings, question }: Unknowns,
): readonly UnknownPolicy[] {
  if (!hasUnknown(widest, surroundings)) return [];
  const node = widest.nodeAt(address)!;
  const known = question.chainsOf(widest);
  const toUnknown = widest.once(question, () =>
    findChains(widest, {
      isEnd: (one) => granting(surroundings.principals.get(one.address)?.holes).length > 0,
      actions: question.end.actions,
      without: known.isEnd,
    }),
  );
  const holes = unknownAlong(node, toUnknown, surroundings);
  if (holes.length > 0) return holes;
  const worst = worstChain(widest, node, known);
  return isAssumed(worst) && !known.isEnd(node)
    ? untriedHoles(widest, node, { surroundings, question })
    : unknownOf(node, worst, surroundings);
}

const hasUnknown = (graph: Graph, { principals }: Surroundings): boolean =>
  graph.reading === "widest" ||
  graph.once(hasUnknown, () =>
    [...principals.values()].some(({ holes, open }) => holes.length + open.length > 0),
  );

/** What is unknown of a principal and those along its chain. */
function unknownAlong(node: Node, chains: Chains, surroundings: Surroundings): readonly UnknownPolicy[] {
  const hops = hopsFrom(node, chains);
  return hops.length === 0 && !chains.isEnd(node) ? [] : unknownOf(node, hops, surroundings);
}

function unknownOf(node: Node, hops: readonly Hop[], { principals }: Surroundings): readonly UnknownPolicy[] {
  const nodes = [node, ...hops.flatMap(({ to, target }) => (target ? [target, to] : [to]))];
  const met = new Set(nodes.flatMap(({ address }) => principals.get(address) ?? []));
  const ofHops = new Set(
    hops.flatMap(({ open = [], to }) => [...open, ...(to.unknownTrust ? [to.unknownTrust] : [])]),
  );
  return [...[...met].flatMap(({ holes, open }) => [...granting(holes), ...open]), ...ofHops];
}
