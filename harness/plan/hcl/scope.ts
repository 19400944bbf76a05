import { type Key, type PartialValue, walk } from "./partialValue.js";

/** The value behind a name and what is asked of it: `var` and `["tags", "team"]` for `var.tags["team"]`. */
export type Scope = (root: string, path: readonly Key[], source: string) => PartialValue;

/** The same names with some more, which hide those of before. */
export const extendScope =
  (names: Scope, bound: Readonly<Record<string, PartialValue>>): Scope =>
  (root, path, source) =>
    Object.hasOwn(bound, root) ? walk(bound[root]!, path) : names(root, path, source);
