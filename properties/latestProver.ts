import type { Prover } from "../policies/prove/question/prover.js";
import { ResourceCache } from "../policies/prove/question/resourceCache.js";
import type { Target } from "./target.js";

/** The prover of the law that was asked last, for the next law about the same target; and what all targets share. */
export class LatestProver {
  readonly cache = new ResourceCache();
  #target: Target | undefined;
  #prover: Prover | undefined;

  of = (target: Target): Prover | undefined => (this.#target === target ? this.#prover : undefined);

  keep(target: Target, prover: Prover): void {
    this.#target = target;
    this.#prover = prover;
  }
}
