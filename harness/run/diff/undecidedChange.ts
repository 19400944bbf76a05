import type { Hole } from "../../../properties/hole.js";
import type { ChangeCaller } from "./accessChange.js";

/** Something about a target that is not certain. */
export type UndecidedChange = UnknownChange | UnprovedChange;

/** Undecided, as the answer depends on values that are unknown. */
export interface UnknownChange {
  readonly target: string;
  /** as that of a change: set where it is about callers of a resource */
  readonly caller?: ChangeCaller;
  readonly kind: "holes";
  /** the unknown values, the one that is named first; empty where a target does not list them */
  readonly holes: readonly Hole[];
  /** what access to the actions may be; absent where nothing is known of it */
  readonly possible?: "new" | "gone";
  /** the actions it is about; absent where it is about all */
  readonly actions?: readonly string[];
}

/** Undecided although everything is known: the prover's budget was used up, or it has no proof either way. */
export interface UnprovedChange {
  readonly target: string;
  /** as that of a change */
  readonly caller?: ChangeCaller;
  readonly kind: "gap";
  /** what is missing: a lower-case sentence */
  readonly gap: string;
  readonly actions: readonly string[];
}
