import { compileAction } from "../../../policies/evaluate/compileAction.js";
import type { PatternElement } from "../../../policies/language/policyDocument.js";

const made = new WeakMap<PatternElement, (folded: string) => boolean>();

/** Whether an `Action` or `NotAction` element matches an action in lower case; mutants of a statement share most elements. */
export function actionMatcherOf(element: PatternElement): (folded: string) => boolean {
  const matches = made.get(element) ?? compileAction(element);
  made.set(element, matches);
  return matches;
}
