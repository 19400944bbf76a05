import type { DecidingStatement, Request } from "../../../policies/language/request.js";
import type { Hole } from "../../../properties/hole.js";
import type { Target } from "../../../properties/target.js";
import type { Unless } from "../../../properties/unless.js";
import type { ChangeCaller } from "../diff/accessChange.js";

/** Requests: those for an action on a resource. Keys of the context that are not given can have any value. */
export interface AskedAccess {
  /** `s3:GetObject`, or a pattern: then some action that it matches */
  readonly action: string;
  /** an ARN, or a pattern: then some resource that it matches */
  readonly resource: string;
  /** what every request carries; @defaultValue nothing */
  readonly context?: Request["context"];
}

/** Those of a source that may be allowed something. */
export interface WhoSources {
  readonly principals: readonly Target[];
  /** resources with their policies, and roles with their trust policies */
  readonly resources: readonly Target[];
}

/** A principal of the source, or callers of a resource of it. */
export interface Requester {
  /** the address of the principal, or of the resource whose policy lets the callers in */
  readonly target: string;
  /** the callers; absent for a principal */
  readonly caller?: ChangeCaller;
}

/** One that may make such a request. */
export interface WhoAllowed extends Requester {
  /** one that is allowed, with the keys it needs */
  readonly request: Request;
  /** the statements that allow it */
  readonly statements: readonly DecidingStatement[];
  /** the unknown policies that alone could deny it; absent where nothing unknown could */
  readonly unless?: readonly Unless[];
}

/** One of which it depends on something unknown. */
export interface WhoUndecided extends Requester {
  /** what it depends on; empty where the prover has no answer */
  readonly holes: readonly Hole[];
  /** why the prover has no answer: a lower-case sentence */
  readonly gap?: string;
}

/** Who may make a request. */
export interface Who {
  readonly asked: AskedAccess;
  readonly allowed: readonly WhoAllowed[];
  readonly undecided: readonly WhoUndecided[];
}
