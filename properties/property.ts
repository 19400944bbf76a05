import type { DecidingStatement, Decision, Request } from "../policies/language/request.js";
import type { CallerClass } from "../policies/prove/callers/callerClass.js";
import type { NewerName } from "../policies/reference/newerThanData.js";
import type { ServiceReference } from "../policies/reference/serviceReference.js";
import type { Chain } from "./escalation/chain.js";
import type { Excepted } from "./excepted.js";
import type { Hole } from "./hole.js";
import type { WrittenPart } from "./knownDocuments.js";
import type { LatestProver } from "./latestProver.js";
import type { Parameters } from "./parameters.js";
import type { Severity } from "./severity.js";
import type { Target } from "./target.js";
import type { Unless } from "./unless.js";

/** A request that breaks a property, with what the evaluator says of it. */
export interface Witness {
  readonly request: Request;
  readonly decision: Decision;
  readonly statements: readonly DecidingStatement[];
  /** of a law about the callers of a resource: the class of callers that the request's principal represents */
  readonly caller?: Pick<CallerClass, "kind" | "name">;
}

/** Three answers; `undecided` is never a pass. */
export type Outcome = Held | Refuted | Undecided;

/** No request breaks the law: of all by `proof`, of those that were tried by `search`. */
export interface Held {
  readonly verdict: "holds";
  /** `count` where the law is about what is written, and needs no request */
  readonly by: "search" | "proof" | "count";
  /** requests that were tried */
  readonly runs: number;
  /** true where only requests that AWS never sends break the law */
  readonly contradicted?: true;
}

/** A request breaks the law, or a document does, which needs no request. */
export interface Refuted {
  readonly verdict: "refuted";
  readonly by: "search" | "proof" | "replay" | "count";
  readonly runs: number;
  readonly witness?: Witness;
  /** where several statements break the law: one for each, the first of them again */
  readonly witnesses?: readonly Witness[];
  /** what the witness shows, as the law says it: a lower-case sentence */
  readonly reason: string;
  /** of a law that needs no request, where it is broken in several places: one sentence each, `reason` first */
  readonly reasons?: readonly string[];
  /** of a law that needs no request: the statements that break it, where statements do */
  readonly statements?: readonly DecidingStatement[];
  /** by proof: `typed` where AWS could send the witness, by the service reference; `any` where it could not */
  readonly universe?: "any" | "typed";
  /** by proof: an action or key of the witness that is newer than the service reference */
  readonly newer?: NewerName;
  readonly seed?: number;
  /** fast-check's path to the counterexample */
  readonly path?: string;
  /** of this violation, where it differs from that of the property */
  readonly severity?: Severity;
  /** of a law about escalation: the steps by which the principal gets there, the worst way and of these the shortest */
  readonly chain?: Chain;
  /** all ways, where they are asked for; the shortest first */
  readonly chains?: readonly Chain[];
  /** the unknown policies that alone could mend it; absent where nothing unknown could */
  readonly unless?: readonly Unless[];
}

interface Open {
  readonly verdict: "undecided";
  readonly by: "search" | "proof";
  readonly runs: number;
  /** by proof of a law of several questions: which of them are undecided, from 0 */
  readonly open?: readonly number[];
}

/** Undecided, as the answer depends on values that are unknown. */
export interface UndecidedByHoles extends Open {
  readonly kind: "holes";
  /** the unknown values, the one that is named first; empty where a target does not list them */
  readonly holes: readonly Hole[];
  readonly partial: PartialAnswer;
}

/**
 * Undecided although everything is known: the prover's `budget` was used up or a document is too long for it, the
 * prover has no `proof` either way, or the `search` found no request to try.
 */
export interface UndecidedByGap extends Open {
  readonly kind: "budget" | "proof" | "search";
  readonly holes: readonly [];
  /** what is missing: a lower-case sentence */
  readonly gap: string;
  /** where the budget was used up: the requests asked about, to follow "any", as `allowed request` */
  readonly scopeName?: string;
}

export type Undecided = UndecidedByHoles | UndecidedByGap;

/** What can be said of a law while values are unknown. */
export type PartialAnswer =
  /** the outcome for what is known alone; absent where the law does not apply to that */
  | { readonly of: "known"; readonly outcome?: Outcome }
  /** the outcome for the values that break the law most; absent where it does not apply to them */
  | { readonly of: "worst"; readonly outcome?: Outcome }
  /** nothing, as more access may break the law and less may, too */
  | { readonly of: "either" }
  /** nothing, as it depends on what was allowed before the change */
  | { readonly of: "before" };

export interface SearchOptions {
  readonly seed: number;
  /** requests to try */
  readonly runs: number;
  /** requests to try in the place of random ones; @defaultValue none */
  readonly examples?: readonly Request[];
  readonly reference: ServiceReference;
  /** `typed`: no request that the service reference contradicts breaks a law; @defaultValue "any" */
  readonly universe?: "any" | "typed";
  /** the questions of a law that a proof left undecided, from 0; the others are not searched. @defaultValue all */
  readonly open?: readonly number[];
  /** requests that do not count, where a law is about requests; @defaultValue none */
  readonly excepted?: readonly Excepted[];
  /** the only requests that count, where a law is about requests; @defaultValue all */
  readonly only?: Excepted;
  /** the target before a change: requests that broke the law then do not count; @defaultValue all do */
  readonly before?: Target;
  /** whether a chain of steps does not count, of a law about chains; @defaultValue all do */
  readonly isExceptedChain?: (chain: Chain) => boolean;
  /** what laws that are asked about one target after another share; @defaultValue they share nothing */
  readonly latest?: LatestProver;
}

/** What a law is about: kinds of targets. */
export type Subject = "principals" | "documents" | "resources" | "plan";

/** Whether a law is about a kind of targets. */
export const isAbout = ({ about = "principals" }: Pick<Property, "about">, subject: Subject): boolean =>
  [about].flat().includes(subject);

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
  /** proves or refutes the law over all requests; undecided where that cannot be determined */
  readonly prove?: (target: Target, options: SearchOptions) => Outcome;
  /** tries requests: refuted by one that breaks the law, held when none did, which is not a proof */
  readonly search: (target: Target, options: SearchOptions) => Outcome;
  /**
   * True where less access never breaks the law and more never mends it, as for "never allows": such a law is
   * judged of policies that are known only in part. A function where that depends on what is unknown.
   *
   * @defaultValue false: nothing is decided while anything is unknown
   */
  readonly monotone?: boolean | ((target: Target) => boolean);
  /** how serious a violation is, `error` for what AWS refuses at apply; @defaultValue "high" */
  readonly severity?: Severity;
  /** how to mend a violation, as one imperative sentence; @defaultValue none */
  readonly remedy?: string;
  /** the page of AWS or of the provider that it follows; @defaultValue none */
  readonly page?: string;
  /** the smallest preset that it is part of; @defaultValue none: it is asked where it is named */
  readonly preset?: "recommended" | "strict";
  /** services whose data it takes, in addition to those that the policies of the targets name; @defaultValue none */
  readonly services?: (targets: readonly Target[]) => readonly string[];
  /** actions and patterns that its parameters name; a warning names those that AWS does not list. @defaultValue none */
  readonly actions?: readonly string[];
  /** what can be set of it, see `configurable`; @defaultValue nothing */
  readonly parameters?: Parameters;
  /**
   * `documents` for a law about single documents, each a target with {@link Target.document}, and not about who
   * holds them; `resources` for one about resource policies and trust policies, each a target with
   * {@link Target.resource}; `plan` for one about what a plan makes, each a target with {@link Target.counted}.
   *
   * @defaultValue "principals"
   */
  readonly about?: Subject | readonly Subject[];
  /**
   * True where more access never breaks the law and less never mends it, as for "can read the logs": the mirror
   * of `monotone`, judged from the other side.
   *
   * @defaultValue false
   */
  readonly requiresAccess?: boolean;
  /**
   * What an exception can take out of it: `requests` of a law that is asked about requests, `statements` of one that
   * names each statement that breaks it, `chains` of one about chains of steps.
   *
   * @defaultValue only the target as a whole
   */
  readonly excepts?: "requests" | "statements" | "chains";
  /** patterns of targets that its parameters name: each must match one; @defaultValue none */
  readonly names?: readonly string[];
  /** the address of the one target that it is about, see `onlyTo`; @defaultValue any target */
  readonly onlyTo?: string;
  /**
   * True for a law about policies in its options, as `strictSubset` is: unknown policies of the target cannot
   * change it.
   *
   * @defaultValue false
   */
  readonly independent?: boolean;
  /**
   * Set for a law about how the documents of a target are written, to what it reads of them: a known one breaks it,
   * regardless of the others, and it holds only where that part of all is known.
   *
   * @defaultValue a law about what the documents mean
   */
  readonly written?: WrittenPart;
}
