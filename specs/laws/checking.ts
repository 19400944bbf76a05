import type { Extraction } from "../../harness/plan/extraction.js";
import type { SearchOptions } from "../../properties/property.js";

/** What a check has come across. */
export interface Tally {
  plans: number;
  fillings: number;
  /** filled targets that were compared with what was said of them */
  compared: number;
  decided: number;
  undecided: number;
  /** verdicts that an unknown policy could mend */
  unless: number;
  /** how many of them, by filling, were to stay as they are */
  kept: number;
  /** how many of them, by filling, an unknown policy may have mended */
  mended: number;
  changes: number;
  /** those that an unknown policy could make untrue */
  changesUnless: number;
  relations: number;
}

export const emptyTally = (): Tally => ({
  plans: 0,
  fillings: 0,
  compared: 0,
  decided: 0,
  undecided: 0,
  unless: 0,
  kept: 0,
  mended: 0,
  changes: 0,
  changesUnless: 0,
  relations: 0,
});

/** What is asked, and where it is counted. */
export interface Checking {
  readonly options: SearchOptions;
  readonly tally: Tally;
  /** only that the readings are bounds, which most else depends on */
  readonly isQuick?: boolean;
}

/** Says how it is broken by what a plan says once everything is known; undefined where it is not. */
export type Promised = (closed: Extraction) => string | undefined;
