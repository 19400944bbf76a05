import type { Request } from "../../policies/language/request.js";

/** Something that a corpus is to pin down: one part of a statement, from inside or from just outside. */
export interface Cell {
  /** in a few words, unique within its statement: `outside resource 0: other account` */
  readonly name: string;
  /** the one part of the statement that does not match; absent for requests that match all of it */
  readonly outside?: StatementPart;
  /** requests that could fill it, the plainest first */
  readonly requests: () => Iterable<Request>;
  /** whether only requests for the first action that fills it count; @defaultValue false */
  readonly closest?: boolean;
  /** whether it may be left out where a policy would have too many cases; @defaultValue it may not */
  readonly spare?: Spare;
  /** what else such a request must meet; @defaultValue nothing */
  readonly accepts?: (request: Request) => boolean;
}

/** `rare` cells, about mistakes that are made less often, are left out before `useful` ones. */
export type Spare = "useful" | "rare";

/** `action`, `resource`, or a condition by its place. */
export type StatementPart = "action" | "resource" | number;
