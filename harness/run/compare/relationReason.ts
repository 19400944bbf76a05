import type { NewerName } from "../../../policies/reference/newerThanData.js";
import type { Hole } from "../../../properties/hole.js";

/** Why a relation is undecided, or a remark about the requests that distinguish the sides. */
export type RelationReason =
  /** undecided, as values are unknown, the one that is named first */
  | { readonly kind: "holes"; readonly holes: readonly Hole[] }
  | UnprovedRelation
  /** an action or key of the request is newer than the service reference */
  | { readonly kind: "newer"; readonly newer: NewerName }
  /** only requests that are not in the service reference distinguish the sides */
  | { readonly kind: "unlisted" }
  /** equal, though requests that AWS never sends distinguish the sides */
  | { readonly kind: "contradicted" };

/** Undecided although everything is known. */
export interface UnprovedRelation {
  readonly kind: "gap";
  /** what is missing: a lower-case sentence */
  readonly gap: string;
  /** the question at which the prover's budget was used up, where it was: whether one side is within the other */
  readonly question?: "left-within-right" | "right-within-left";
}
