import type { Chains } from "./findChains.js";
import type { Graph } from "./graph.js";
import { mayGetTo } from "./mayGetTo.js";
import { untriedIn } from "./untriedIn.js";
import { othersIn } from "./worstChain.js";

interface Gap {
  /** of the principal */
  readonly address: string;
  readonly chains: Chains;
  /** whether it has chains, of AssumeRole alone, so that another one is worse */
  readonly isAssuming: boolean;
  /** whether no chain is accepted */
  readonly isWhole: boolean;
}

const tooMany = "there are more chains than can be looked at one by one";
const unproved = "the prover has not decided whether all requests of some step are allowed";

/** Why it is not known whether a principal has a chain, or a worse one, apart from unknown values; undefined where it is. */
export function gapOf(graph: Graph, { address, chains, isAssuming, isWhole }: Gap): string | undefined {
  const about = { address, chains };
  const untried = untriedIn(graph, { actions: chains.actions, isCovered: isWhole });
  if (mayGetTo(graph, untried, about)) return "more policies may be attached than are tried";
  if (mayGetTo(graph, chains.cut, about)) return "more changes may be made one after another than are tried";
  if (mayGetTo(graph, chains.undecided, about)) return unproved;
  if (!isAssuming) return undefined;
  const others = othersIn(graph, chains);
  if (mayGetTo(graph, others.untried, about)) return tooMany;
  return mayGetTo(graph, others.undecided, about) ? unproved : undefined;
}
