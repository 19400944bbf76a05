import type { PrincipalElement } from "../policies/language/policyDocument.js";
import type { CallerClass } from "../policies/prove/callers/callerClass.js";
import type { Access } from "../policies/prove/question/access.js";

/** Requests that a law is not asked about. */
export interface Excepted {
  /** the requests, by any caller */
  readonly access: Access;
  /** the statement whose requests they are: its principals, outside which it excepts nothing; absent for anyone */
  readonly principals?: PrincipalElement;
  /** the callers of a resource whose requests they are; @defaultValue all */
  readonly isOf?: (callers: CallerClass) => boolean;
}
