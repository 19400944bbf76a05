import type { ServiceReference } from "../../policies/reference/serviceReference.js";
import { type Graphs, graphsOf } from "./graphsOf.js";
import type { Surroundings } from "./surroundings.js";

/** The graphs that the laws about each principal of a source share, made where a law asks. */
export class SharedGraphs {
  readonly #made = new Map<Surroundings, { readonly reference: ServiceReference; readonly graphs: Graphs }>();

  /** Those of one account. */
  of(surroundings: Surroundings, reference: ServiceReference): Graphs {
    const known = this.#made.get(surroundings);
    if (known?.reference === reference) return known.graphs;
    const graphs = graphsOf(surroundings, reference);
    this.#made.set(surroundings, { reference, graphs });
    return graphs;
  }
}
