import { anyPermission } from "./anyPermission.js";
import { attachHops } from "./attachHops.js";
import { changeHops, ownHops } from "./changeHops.js";
import type { Graph } from "./graph.js";
import { type Hop, simplest } from "./hopBy.js";
import { newHops } from "./newHops.js";
import type { Node } from "./node.js";
import { takeHops } from "./takeHops.js";

/** The shortest ways of all principals to some nodes. */
export interface Chains {
  /** whether a node is where a chain ends */
  readonly isEnd: (node: Node) => boolean;
  /** the actions that an end is about, patterns */
  readonly actions: readonly string[];
  /** the nodes that are there already */
  readonly ends: ReadonlySet<Node>;
  /** the first hop of each node that gets there */
  readonly first: ReadonlyMap<Node, Hop>;
  /** the changes by which a principal gets more than it has, one after another, where none of them leads there at once */
  readonly within: ReadonlyMap<Node, readonly Hop[]>;
  /** the ids of the nodes of which the prover left undecided whether they may take a step */
  readonly undecided: ReadonlySet<string>;
  /** the ids of those that may make more changes one after another than are tried */
  readonly cut: ReadonlySet<string>;
}

/** What several changes may make of a principal, one after another. */
const mostChanges = 100;

/**
 * Searches backwards from the ends, level by level: only steps into what gets there already are asked for, and the
 * first that is found of each principal begins a shortest chain.
 */
export function findChains(graph: Graph, sought: Sought = {}): Chains {
  const { made, undecided } = graph.noting(() => new Search(graph, sought).run());
  return { ...made, undecided };
}

/** Which chains are looked for. */
export interface Sought {
  /** @defaultValue whether the node may get any permission */
  readonly isEnd?: (node: Node) => boolean;
  /** that an end is about, patterns; @defaultValue none */
  readonly actions?: readonly string[];
  /** the principals that are in no chain; @defaultValue none */
  readonly without?: (node: Node) => boolean;
}

/** Any permission, and the principals that may get it alone. */
export const endsOf = (graph: Graph) => (node: Node) => node === anyPermission || graph.holdsAnything(node);

/** Whether a principal gets to an end, or is one. */
export function arrives(graph: Graph, { isEnd, first }: Chains, address: string): boolean {
  const node = graph.nodeAt(address);
  return node !== undefined && (isEnd(node) || first.has(node));
}

/** The hops of the chain that begins with a node. */
export function hopsFrom(node: Node, { first, ends }: Pick<Chains, "first" | "ends">): readonly Hop[] {
  const hops: Hop[] = [];
  for (let at = node; !ends.has(at); ) {
    const hop = first.get(at);
    if (hop === undefined) break;
    hops.push(hop);
    at = hop.to;
  }
  return hops;
}

class Search {
  readonly #graph: Graph;
  readonly #isEnd: (node: Node) => boolean;
  readonly #actions: readonly string[];
  readonly #ends = new Set<Node>();
  readonly #first = new Map<Node, Hop>();
  readonly #within = new Map<Node, readonly Hop[]>();
  readonly #cut = new Set<string>();
  #pending: Set<Node>;

  constructor(graph: Graph, { isEnd = endsOf(graph), actions = [], without = () => false }: Sought) {
    this.#graph = graph;
    this.#actions = actions;
    this.#isEnd = isEnd;
    this.#pending = new Set(graph.nodes.filter((node) => !without(node)));
  }

  run(): Omit<Chains, "undecided"> {
    let frontier = [...this.#pending].filter((node) => this.#reachesEnd(node));
    for (const node of frontier) this.#pending.delete(node);
    frontier = [...frontier, ...[...this.#pending].filter((node) => this.#changesToEnd(node))];
    for (const node of frontier) this.#pending.delete(node);
    while (frontier.length > 0) {
      const next = [...this.#pending].filter((node) => this.#takes(node, frontier));
      for (const node of next) this.#pending.delete(node);
      frontier = next;
    }
    return {
      isEnd: (node) => this.#reachesEnd(node),
      actions: this.#actions,
      ends: this.#ends,
      first: this.#first,
      within: this.#within,
      cut: this.#cut,
    };
  }

  #reachesEnd(node: Node): boolean {
    if (!this.#ends.has(node) && this.#isEnd(node)) this.#ends.add(node);
    return this.#ends.has(node);
  }

  /** Whether a change leads to an end, or several do, one after another; the others are kept. */
  #changesToEnd(node: Node): boolean {
    const others: Hop[] = [];
    const seen = new Set([stateOf(node)]);
    for (let level: readonly Node[] = [node]; level.length > 0; ) {
      const next: Node[] = [];
      for (const at of level) {
        // with anything within the same limits, what it makes of others is of use only at an end
        const isFollowed = at === node || (at.address === node.address && at.change !== "anything");
        const isWanted = isFollowed ? () => true : (to: Node) => this.#reachesEnd(to);
        for (const hop of changeHopsOf(this.#graph, at, { actions: this.#actions, isWanted })) {
          if (this.#reachesEnd(hop.to)) {
            this.#keep(node, this.#simplestTo(hop, pathTo(at, others)));
            return true;
          }
          const state = stateOf(hop.to);
          if (seen.has(state) || (!isFollowed && hop.to.address !== node.address)) continue;
          // what a principal makes of another one is not followed further
          if (at.address !== node.address) continue;
          seen.add(state);
          if (at !== node && others.length >= mostChanges) this.#cut.add(node.id);
          else next.push(others[others.push(hop) - 1]!.to);
        }
      }
      level = next;
    }
    this.#within.set(node, others);
    return false;
  }

  /** Changes that lead to an end, the last two with as few policies as are enough. */
  #simplestTo(end: Hop, before: readonly Hop[]): readonly Hop[] {
    const isEnd = ({ to }: Hop) => this.#reachesEnd(to);
    const last = before.at(-1);
    if (last === undefined) return [simplest(end, isEnd)];
    const isWanted = (to: Node) => this.#reachesEnd(to);
    const next = ({ to }: Hop) =>
      [...changeHopsOf(this.#graph, to, { actions: this.#actions, isWanted })].find(isEnd);
    const first = simplest(last, (one) => next(one) !== undefined);
    return [...before.slice(0, -1), first, first === last ? end : next(first)!];
  }

  /** Whether a node becomes one of the frontier, as it is or after changes. */
  #takes(node: Node, frontier: readonly Node[]): boolean {
    const taken = this.#takeOne(node, frontier);
    if (taken !== undefined) {
      this.#first.set(node, taken);
      return true;
    }
    const changes = this.#within.get(node) ?? [];
    for (const change of changes) {
      if (this.#takeOne(change.to, frontier) === undefined) continue;
      const last = simplest(change, ({ to }) => this.#takeOne(to, frontier) !== undefined);
      this.#keep(node, [...pathTo(change.from, changes), last, this.#takeOne(last.to, frontier)!]);
      return true;
    }
    return false;
  }

  /** A way on for a node, and for what each change makes of it. */
  #keep(node: Node, hops: readonly Hop[]): void {
    let at = node;
    for (const hop of hops) {
      this.#first.set(at, hop);
      at = hop.to;
    }
  }

  #takeOne(node: Node, targets: readonly Node[]): Hop | undefined {
    for (const target of targets) {
      const [hop] = takeHops(this.#graph, node, target);
      if (hop !== undefined) return hop;
    }
    return undefined;
  }
}

/** The changes that make something of a principal, of some that were found. */
export function pathTo(node: Node, changes: readonly Hop[]): readonly Hop[] {
  const last = changes.find(({ to }) => to === node);
  return last === undefined ? [] : [...pathTo(last.from, changes), last];
}

/** What a principal holds, regardless of the order of the changes. */
const stateOf = ({ address, boundary, set }: Node): string =>
  JSON.stringify([
    address,
    boundary,
    set.boundary?.source,
    [...new Set(set.identity.map(({ source }) => source))].toSorted(),
  ]);

/** Which changes are looked for. */
interface Changing {
  /** that an end is about, patterns; @defaultValue none */
  readonly actions?: readonly string[];
  /** whether what a change makes of another principal is of any use; @defaultValue all is */
  readonly isWanted?: (to: Node) => boolean;
  /** changes of one key count once; @defaultValue the node that comes of them */
  readonly keyOf?: (hop: Hop) => string;
}

/** The changes that a node can make. */
export function* changeHopsOf(
  graph: Graph,
  node: Node,
  { actions = [], isWanted, keyOf = ({ to }) => to.id }: Changing = {},
): Generator<Hop> {
  const seen = new Set<string>();
  const all = function* () {
    yield* ownHops(graph, node);
    yield* newHops(graph, node);
    yield* changeHops(graph, node, isWanted);
    if (node.change !== "attached") yield* attachHops(graph, node, { actions });
  };
  for (const hop of all()) {
    if (hop.to.id === node.id || seen.has(keyOf(hop))) continue;
    seen.add(keyOf(hop));
    yield hop;
  }
}
