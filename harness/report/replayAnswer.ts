import type { ChangedAccess } from "../corpus/changedAccess.js";
import type { TargetDrift, UndecidedTarget } from "../corpus/replayAgainst.js";
import type { Drift, RefusedCase } from "../corpus/replayLines.js";

type InFile<T> = T & { readonly source: string };

/** The answer of `corpus replay --against` as CLI.md has it, of one or more files. */
export interface TargetAnswer {
  readonly total: number;
  readonly matched: number;
  readonly drifted: readonly InFile<TargetDrift>[];
  readonly undecided: readonly InFile<UndecidedTarget>[];
  readonly missingTargets: readonly InFile<{ readonly target: string; readonly cases: number }>[];
  readonly newTargets: readonly string[];
  readonly changes: readonly InFile<ChangedAccess>[];
}

/** The same of a replay by the policies in the files. */
export interface EngineAnswer {
  readonly total: number;
  readonly matched: number;
  readonly drifted: readonly InFile<Drift>[];
  readonly refused: readonly InFile<RefusedCase>[];
}

export type ReplayAnswer = TargetAnswer | EngineAnswer;
