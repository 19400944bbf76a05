import type { ServiceReference } from "../../policies/reference/serviceReference.js";
import { Graph } from "./graph.js";
import type { Surroundings } from "./surroundings.js";

/** The graphs of an account: of what its principals may do in any case, and of what they may do at most. */
export interface Graphs {
  readonly narrowest: Graph;
  /** the same object where nothing that is bounded is unknown */
  readonly widest: Graph;
}

const known = new WeakMap<Surroundings, { readonly reference: ServiceReference; readonly graphs: Graphs }>();

/** The graphs that the laws about each principal of an account share; kept as long as the surroundings. */
export function graphsOf(surroundings: Surroundings, reference: ServiceReference): Graphs {
  const found = known.get(surroundings);
  if (found?.reference === reference) return found.graphs;
  const narrowest = new Graph(surroundings, reference);
  const isBounded = [...surroundings.principals.values()].some(({ widest }) => widest !== undefined);
  const widest = isBounded ? new Graph(surroundings, reference, "widest") : narrowest;
  known.set(surroundings, { reference, graphs: { narrowest, widest } });
  return { narrowest, widest };
}
