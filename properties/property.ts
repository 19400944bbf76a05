import type { DecidingStatement, Decision, Request } from "../policies/language/request.js";
import type { ServiceReference } from "../policies/reference/serviceReference.js";
import type { Target } from "./target.js";
import type { Unless } from "./unless.js";

/** A request that breaks a property, with what the evaluator says of it. */
export interface Witness {
  readonly request: Request;
  readonly decision: Decision;
  readonly statements: readonly DecidingStatement[];
}

/** Three answers; `undecided` is never a pass. A law about documents is refuted without a request. */
export type Outcome =
  | {
      readonly verdict: "holds";
      readonly by: "search" | "proof";
      readonly runs: number;
      /** a sentence, where only requests that AWS never sends break the law */
      readonly reason?: string;
    }
  | {
      readonly verdict: "refuted";
      readonly by: "search" | "proof" | "replay";
      readonly runs: number;
      readonly witness?: Witness;
      /** where several statements break the law: one for each, the first of them again */
      readonly witnesses?: readonly Witness[];
      /** a sentence: what the witness shows */
      readonly reason: string;
      /** by proof: `typed` where AWS could send the witness, by the service reference, `any` where none tells so */
      readonly universe?: "any" | "typed";
      readonly seed?: number;
      /** fast-check's path to the counterexample */
      readonly path?: string;
      /** the unknown policies that alone could mend it; absent where nothing unknown could */
      readonly unless?: readonly Unless[];
    }
  | {
      readonly verdict: "undecided";
      readonly by: "search" | "proof";
      readonly runs: number;
      readonly reason: string;
      /** by proof of a law of several questions: which of them are undecided, from 0 */
      readonly open?: readonly number[];
      /** by proof: true where the prover's budget was used up or a document is too long for it */
      readonly exhausted?: boolean;
    };

export interface SearchOptions {
  readonly seed: number;
  /** requests to try */
  readonly runs: number;
  readonly reference: ServiceReference;
  /** `typed`: no request that the service reference contradicts breaks a law; @defaultValue "any" */
  readonly universe?: "any" | "typed";
  /** the questions of a law that a proof left undecided, from 0; the others are not searched. @defaultValue all */
  readonly open?: readonly number[];
}

/** A law about a target. Stated once, run by the command line, by mocha and by code alike. */
export interface Property {
  /** kebab-case, unique */
  readonly id: string;
  /** the law in one line */
  readonly sentence: string;
  /**
   * false where the law says nothing about the target: no verdict is made then. Policies that are not known, the
   * target's holes, may yet be of the kind that it speaks of
   */
  readonly appliesTo: (target: Target) => boolean;
  /** proves or refutes the law over all requests; undecided where that cannot be told */
  readonly prove?: (target: Target, options: SearchOptions) => Outcome;
  /** tries requests: refuted by one that breaks the law, held when none did, which is no proof */
  readonly search: (target: Target, options: SearchOptions) => Outcome;
  /**
   * True where less access never breaks the law and more never mends it, as for "never allows": such a law is
   * judged of policies that are known only in part. A function where that depends on what is open.
   *
   * @defaultValue false: nothing is decided while anything is open
   */
  readonly monotone?: boolean | ((target: Target) => boolean);
  /** `error` for what AWS refuses at apply; default: nothing is said of it */
  readonly severity?: "error";
  /**
   * `documents` for a law about single documents, each a target with {@link Target.document}, and not about who
   * holds them.
   *
   * @defaultValue "principals"
   */
  readonly about?: "principals" | "documents";
  /**
   * True where more access never breaks the law and less never mends it, as for "can read the logs": the mirror
   * of `monotone`, judged from the other side.
   *
   * @defaultValue false
   */
  readonly requiresAccess?: boolean;
  /**
   * True for a law about policies of its own, which nothing that is open about the target's can change.
   *
   * @defaultValue false
   */
  readonly independent?: boolean;
}
