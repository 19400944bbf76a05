import type { Evaluation } from "./evaluation.js";
import { type Key, type PartialValue, walk } from "./partialValue.js";

/** What an expression refers to: `var` and `["tags", "team"]` for `var.tags["team"]`. */
export interface Name {
  readonly root: string;
  readonly path: readonly Key[];
  /** the reference as it is written */
  readonly source: string;
}

/** The values of names; finding one out belongs to the evaluation that asks for it. */
export type Scope = (name: Name, evaluation: Evaluation) => PartialValue;

/** The same names and some more, which hide them. */
export const extendScope =
  (names: Scope, bound: Readonly<Record<string, PartialValue>>): Scope =>
  (name, evaluation) =>
    Object.hasOwn(bound, name.root) ? walk(bound[name.root]!, name.path) : names(name, evaluation);
