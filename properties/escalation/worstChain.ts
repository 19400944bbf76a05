import { type Chains, findChains, hopsFrom, pathTo } from "./findChains.js";
import type { Graph } from "./graph.js";
import { type Hop, simplest } from "./hopBy.js";
import { isNeedless } from "./isNeedless.js";
import type { NodeIds } from "./mayGetTo.js";
import type { Node } from "./node.js";
import { assumeHops, mayBecome, otherHops, takeHops } from "./takeHops.js";

/**
 * The chain of a principal that is reported: the shortest, unless all its steps are AssumeRole and another chain takes
 * another step. Empty without chains.
 */
export function worstChain(graph: Graph, node: Node, chains: Chains): readonly Hop[] {
  const shortest = hopsFrom(node, chains);
  if (shortest.length === 0 || !isAssumed(shortest)) return shortest;
  return othersIn(graph, chains).found.get(node) ?? shortest;
}

/** What is found of principals whose shortest chains are AssumeRole alone. */
interface Others {
  readonly found: ReadonlyMap<Node, readonly Hop[]>;
  /** the ids of those of which it is not known whether they have another chain, as too many come back to themselves */
  readonly untried: NodeIds;
  /** the ids of the nodes of which the prover left undecided whether they may take another step */
  readonly undecided: NodeIds;
}

/** Chains with another step than AssumeRole. */
export const othersIn = (graph: Graph, chains: Chains): Others =>
  graph.once(chains, () => {
    const search = new OtherChains(graph, chains);
    const { made: found, undecided } = graph.noting(() => search.all());
    return { found, untried: search.untried, undecided };
  });

/** Whether all steps of a chain are AssumeRole, so that the trust policies of the roles say so, too. */
export const isAssumed = (hops: readonly Hop[]): boolean => hops.every(({ step }) => step.id === "sts-001");

/** Principals of which it is asked alone whether a chain that comes back to them has another way. */
const mostAlone = 20;

/** Chains with another step than AssumeRole, of the principals whose shortest ones have none. */
class OtherChains {
  readonly #graph: Graph;
  readonly #chains: Chains;
  readonly #reached: readonly Node[];
  readonly #found = new Map<Node, readonly Hop[]>();
  /** those with a chain that comes back to them */
  readonly #returning = new Set<Node>();
  /** the ids of those that may have another one */
  readonly untried = new Set<string>();

  constructor(graph: Graph, chains: Chains) {
    this.#graph = graph;
    this.#chains = chains;
    this.#reached = [...chains.ends, ...chains.first.keys()].filter(
      (node) => graph.nodeAt(node.address) === node,
    );
  }

  /** Of all principals that have one. */
  all(): ReadonlyMap<Node, readonly Hop[]> {
    this.#search();
    for (let at = 0; ; at++) {
      const [node] = [...this.#returning].filter((one) => !this.#found.has(one));
      if (node === undefined) return this.#found;
      this.#returning.delete(node);
      if (at >= mostAlone) this.untried.add(node.id);
      const chain = at < mostAlone ? this.#chainAlone(node) : undefined;
      if (chain === undefined) continue;
      this.#found.set(node, chain);
      this.#spread([node]);
    }
  }

  #search(): void {
    const assuming = this.#reached.filter((node) => isAssumed(hopsFrom(node, this.#chains)));
    const left = assuming.filter((node) => !this.#chains.ends.has(node));
    for (const node of left) this.#keep(node, this.#startsOf(node));
    const others = new Set(assuming.filter((node) => !this.#found.has(node)));
    this.#spread(this.#reached.filter((node) => !others.has(node)));
  }

  /** Goes on to those that may assume one of the frontier. */
  #spread(start: readonly Node[]): void {
    for (let frontier = start; frontier.length > 0; ) {
      const left = this.#reached.filter(
        (node) => !this.#chains.ends.has(node) && this.of(node) === undefined,
      );
      frontier = left.filter((node) => {
        this.#keep(node, this.#assumingOf(node, frontier));
        return this.#found.has(node);
      });
    }
  }

  /** The first chain of some that does not come back to the principal. */
  #keep(node: Node, chains: Iterable<readonly Hop[]>): void {
    for (const chain of chains) {
      const isReturning = chain.some(({ to }) => to === node);
      if (isReturning) this.#returning.add(node);
      else this.#found.set(node, chain);
      if (!isReturning) return;
    }
  }

  /** Of a principal that is reached, its chain with another step. */
  of(node: Node): readonly Hop[] | undefined {
    const shortest = hopsFrom(node, this.#chains);
    return isAssumed(shortest) ? this.#found.get(node) : shortest;
  }

  /** Chains that begin with another step. */
  *#startsOf(node: Node): Generator<readonly Hop[]> {
    for (const target of mayBecome(this.#graph, node, this.#reached))
      for (const hop of otherHops(this.#graph, node, target)) yield [hop, ...hopsFrom(target, this.#chains)];
    const changes = this.#chains.within.get(node) ?? [];
    for (const change of changes)
      for (const target of this.#reached)
        for (const hop of takeHops(this.#graph, change.to, target)) {
          if (isNeedless(this.#graph, change, hop)) continue;
          yield [
            ...pathTo(change.from, changes),
            ...this.#simplest(change, hop),
            ...hopsFrom(target, this.#chains),
          ];
        }
  }

  /** A change and what it leads to, with as few policies as are enough. */
  #simplest(change: Hop, next: Hop): readonly Hop[] {
    const nextOf = (from: Node) =>
      [...takeHops(this.#graph, from, next.to)].find((hop) => !isNeedless(this.#graph, change, hop));
    const first = simplest(change, ({ to }) => nextOf(to) !== undefined);
    return [first, first === change ? next : nextOf(first.to)!];
  }

  *#assumingOf(node: Node, targets: readonly Node[]): Generator<readonly Hop[]> {
    for (const target of targets)
      for (const hop of assumeHops(this.#graph, node, target)) yield [hop, ...this.of(target)!];
  }

  /** The same for one principal among chains in which it is not. */
  #chainAlone(node: Node): readonly Hop[] | undefined {
    const { isEnd, actions, within } = this.#chains;
    const chains = findChains(this.#graph, { isEnd, actions, without: (one) => one === node });
    const others = new OtherChains(this.#graph, { ...chains, within });
    others.#search();
    const [chain] = others.#startsOf(node);
    if (chain !== undefined) return chain;
    const targets = others.#reached.filter((one) => !chains.ends.has(one) && others.of(one) !== undefined);
    const [assuming] = others.#assumingOf(node, targets);
    return assuming;
  }
}
