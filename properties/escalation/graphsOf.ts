import type { ServiceReference } from "../../policies/reference/serviceReference.js";
import { Graph } from "./graph.js";
import type { Surroundings } from "./surroundings.js";

/** The graphs of an account: of what its principals may do in any case, and of what they may do at most. */
export interface Graphs {
  readonly narrowest: Graph;
  /** the same object where nothing that is bounded is unknown */
  readonly widest: Graph;
}

/** Makes both; see `SharedGraphs` for laws about one principal after another. */
export function graphsOf(surroundings: Surroundings, reference: ServiceReference): Graphs {
  const narrowest = new Graph(surroundings, reference);
  const isBounded = [...surroundings.principals.values()].some(({ widest }) => widest !== undefined);
  const widest = isBounded ? new Graph(surroundings, reference, "widest") : narrowest;
  return { narrowest, widest };
}
