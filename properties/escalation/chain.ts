import type { DecidingStatement, Request } from "../../policies/language/request.js";

/** How a principal gets permissions that it does not have: each hop ends where the next one begins. */
export interface Chain {
  /** the address of the principal that it begins with */
  readonly from: string;
  /** what it leads to: an address, or `any permission` */
  readonly to: string;
  readonly hops: readonly ChainHop[];
}

/** One step, with the requests that it takes. */
export interface ChainHop {
  readonly from: string;
  readonly to: string;
  /** the id of the step in `escalationSteps` */
  readonly step: string;
  /** the address of the resource that runs with the role */
  readonly via?: string;
  /** what must exist outside the source, `a job queue` */
  readonly if?: string;
  readonly requests: readonly ChainRequest[];
}

/** An allowed request, replayed by the evaluator. */
export interface ChainRequest {
  readonly request: Request;
  readonly statements: readonly DecidingStatement[];
}
