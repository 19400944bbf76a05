import type { DecidingStatement, Request } from "../../../policies/language/request.js";
import type { CallerKind } from "../../../policies/prove/callers/callerClass.js";
import type { NewerName } from "../../../policies/reference/newerThanData.js";
import type { Unless } from "../../../properties/unless.js";
import type { Grounds } from "../../gate/exception.js";
import type { CertainChange } from "./diffAccess.js";

export type ChangeKind = CertainChange["change"];

/** What became of some actions that changed alike, regardless of what unknown parts turn out to be. */
export interface AccessChange {
  readonly target: string;
  /** set where it is about callers of a resource: those who can do more or less with it; else the target can */
  readonly caller?: ChangeCaller;
  /** true for a resource that the change creates */
  readonly newTarget?: true;
  /**
   * sorted; `*` for everything, `s3:*` for all actions of a service, those that the reference lacks included;
   * any other pattern represents the actions it matches that the reference lacks
   */
  readonly actions: readonly string[];
  /** how many actions these are, of those that the reference lists and policies name; 0 for unlisted ones alone */
  readonly count: number;
  readonly change: ChangeKind;
  /** a request for one of them that only one side allows: the later one, unless access is only gone */
  readonly witness: Request;
  /** the statements that allow the witness, on the side that does */
  readonly statements: readonly DecidingStatement[];
  /** why the other side does not allow it, as a sentence */
  readonly why: string;
  /** the resource policies and trust policies that give it or take it, at a principal */
  readonly by?: readonly string[];
  /** the permissions boundary and session policies that do not allow the witness, and do not limit such a grant */
  readonly passes?: readonly string[];
  /** what distinguishes it in a few words, where it depends on a context key: `now without the resource tag Owner` */
  readonly summary?: string;
  /** set where it is approved: it fails nothing */
  readonly approved?: Grounds;
  /** a SOURCE that decides the witness as it is now; absent where the plan has it no more */
  readonly replay?: string;
  /** an action or key of the witness that is newer than the service reference */
  readonly newer?: NewerName;
  /** the unknown policies that alone could make it untrue; absent where nothing unknown could */
  readonly unless?: readonly ChangeUnless[];
}

/** An unknown policy that could make a change untrue: it denies the access after it, or allowed it before. */
export interface ChangeUnless extends Unless {
  readonly time: "before" | "after";
}

/** A class of callers of a resource. */
export interface ChangeCaller {
  readonly kind: CallerKind;
  /** `any AWS account`, `service logging.s3.amazonaws.com` */
  readonly name: string;
}
