import type { ChangedAccess } from "../corpus/changedAccess.js";
import type { TargetDrift, UndecidedTarget } from "../corpus/replayAgainst.js";
import type { AskedCases, Drift, RefusedCase } from "../corpus/replayLines.js";

/** With the corpus that it is in. */
export type InFile<T> = T & { readonly source: string };

/** The answer of `corpus replay --against` as CLI.md has it, of one or more files. */
export interface TargetAnswer extends Pick<AskedCases, "total" | "matched"> {
  readonly drifted: readonly InFile<TargetDrift>[];
  readonly undecided: readonly InFile<UndecidedTarget>[];
  readonly missingTargets: readonly InFile<{ readonly target: string; readonly cases: number }>[];
  readonly newTargets: readonly string[];
  readonly changes: readonly InFile<ChangedAccess>[];
}

/** The same of a replay by the policies in the files. */
export interface EngineAnswer extends Pick<AskedCases, "total" | "matched"> {
  readonly drifted: readonly InFile<Drift>[];
  readonly refused: readonly InFile<RefusedCase>[];
}

export type ReplayAnswer = TargetAnswer | EngineAnswer;

/** What a replay of either kind found, of several corpora together. */
export interface ReplayedCases
  extends Pick<AskedCases, "matched">,
    Partial<Omit<TargetAnswer, "total" | "matched" | "drifted">>,
    Partial<Pick<EngineAnswer, "refused">> {
  readonly drifted: readonly InFile<Drift | TargetDrift>[];
}
