import type { EscalationEnd } from "./escalationEnd.js";
import type { Chains } from "./findChains.js";
import type { Graph } from "./graph.js";
import type { Node } from "./node.js";

/** What is asked about the chains of a principal. */
export interface EscalationQuestion {
  readonly end: EscalationEnd;
  /** true: all chains are listed */
  readonly all: boolean;
  /** what was found of a graph, for all its principals */
  readonly chainsOf: (graph: Graph) => Chains;
  /** the same, where a principal of which a policy is unknown is an end, too */
  readonly openChainsOf: (graph: Graph, isUnknown: (node: Node) => boolean) => Chains;
}
