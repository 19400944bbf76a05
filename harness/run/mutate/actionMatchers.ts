import { compileAction } from "../../../policies/evaluate/compileAction.js";
import type { PatternElement } from "../../../policies/language/policyDocument.js";

/** Prepared `Action` and `NotAction` elements, each prepared once: mutants of a statement share most elements. */
export class ActionMatchers {
  readonly #made = new WeakMap<PatternElement, (folded: string) => boolean>();

  /** Whether an element matches an action in lower case. */
  of(element: PatternElement): (folded: string) => boolean {
    const matches = this.#made.get(element) ?? compileAction(element);
    this.#made.set(element, matches);
    return matches;
  }
}
