import type { AccessChange } from "./accessChange.js";
import type { ApprovedAccess, ReportedApproval } from "./approval.js";
import type { ChainChanges } from "./chainChanges.js";
import type { UndecidedChange } from "./undecidedChange.js";

/** What a change does to access. */
export interface Diff {
  /** of resources by class of callers, the widest first; then of principals */
  readonly changes: readonly AccessChange[];
  readonly undecided: readonly UndecidedChange[];
  /** the targets that changed only for requests that AWS never sends */
  readonly contradicted: readonly string[];
  /** of the steps that lead to any permission; absent where none is opened or closed */
  readonly chains?: ChainChanges;
  /** those that were given, with what became of them; absent where none were */
  readonly approvals?: readonly ReportedApproval[];
  /** where approvals were given: what is added and not approved */
  readonly unapproved?: readonly ApprovedAccess[];
}

export const unchanged: Diff = { changes: [], undecided: [], contradicted: [] };

export const joinDiffs = (diffs: readonly Diff[]): Diff => ({
  changes: diffs.flatMap(({ changes }) => changes),
  undecided: diffs.flatMap(({ undecided }) => undecided),
  contradicted: diffs.flatMap(({ contradicted }) => contradicted),
});
