import type { PolicySet } from "../../../policies/language/policySet.js";
import type { Hole } from "../../../properties/hole.js";
import type { AccessChange } from "./accessChange.js";
import type { DiffAccessOptions, DiffQuestions } from "./diffAccess.js";

/** What one caller, or a class of callers, may do at two times. */
export interface ComparedAccess extends Pick<AccessChange, "target" | "caller" | "newTarget" | "replay"> {
  readonly asked: DiffQuestions;
  /** the widest readings, which say why a request is decided as it is */
  readonly before: PolicySet;
  readonly after: PolicySet;
  /** what the readings depend on */
  readonly holes: readonly Hole[];
  readonly options: DiffAccessOptions;
}
