import type { DecidingStatement, Decision, Request } from "../policies/language/request.js";
import type { ServiceReference } from "../policies/reference/serviceReference.js";
import type { Target } from "./target.js";

/** A request that breaks a property, with what the evaluator says of it. */
export interface Witness {
  readonly request: Request;
  readonly decision: Decision;
  readonly statements: readonly DecidingStatement[];
}

/** Three answers; `undecided` is never a pass. */
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
      readonly witness: Witness;
      /** a sentence: what the witness shows */
      readonly reason: string;
      /** by proof: `typed` where AWS could send the witness, by the service reference, `any` where none tells so */
      readonly universe?: "any" | "typed";
      readonly seed?: number;
      /** fast-check's path to the counterexample */
      readonly path?: string;
    }
  | {
      readonly verdict: "undecided";
      readonly by: "search" | "proof";
      readonly runs: number;
      readonly reason: string;
    };

export interface SearchOptions {
  readonly seed: number;
  /** requests to try */
  readonly runs: number;
  readonly reference: ServiceReference;
  /** `typed`: no request that the service reference contradicts breaks a law; @defaultValue "any" */
  readonly universe?: "any" | "typed";
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
  /**
   * True for a law about policies of its own, which nothing that is open about the target's can change.
   *
   * @defaultValue false
   */
  readonly independent?: boolean;
}
