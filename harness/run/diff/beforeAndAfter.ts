import type { CallerMembers } from "../../../policies/prove/callers/callerMembers.js";
import type { ExampleCaller } from "../../../properties/exampleCaller.js";
import type { Readings } from "../../../properties/target.js";

/** One principal or resource at two times. */
export interface BeforeAndAfter {
  readonly target: string;
  readonly principal: string;
  /** what the keys about the caller can say in requests by the principal; absent where they can say anything */
  readonly callers?: CallerMembers;
  /** what is unknown of the principal; absent where nothing is */
  readonly example?: ExampleCaller;
  readonly before: Readings;
  readonly after: Readings;
  /** a SOURCE of the later side, or of the earlier one if only that has one; absent where neither has one */
  readonly replay?: string;
  /** set for a resource with a policy; `trust` for a role */
  readonly resource?: "resource" | "trust";
  /** the time at which it does not exist; absent where it exists at both */
  readonly absent?: "before" | "after";
}
