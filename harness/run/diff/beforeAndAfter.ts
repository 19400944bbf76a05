import type { Readings } from "../../../properties/target.js";

/** One principal at two times. */
export interface BeforeAndAfter {
  readonly target: string;
  readonly principal: string;
  readonly before: Readings;
  readonly after: Readings;
  /** a SOURCE of the later side, or of the earlier one if only that has one; absent where neither has one */
  readonly replay?: string;
}
