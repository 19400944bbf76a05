import type { Request } from "../language/request.js";
import type { Certificate } from "./certificate/certificate.js";

/** No request is in the set; the certificate can be checked by `checkCertificate`. */
export interface Empty {
  readonly kind: "empty";
  readonly certificate: Certificate;
  /** a request of the set that AWS never sends, by the service reference; undefined where none is known */
  readonly contradicted?: Request;
}

/** A request of the set, replayed by the evaluator. */
export interface Found {
  readonly kind: "found";
  readonly witness: Request;
  /** `typed`: the service reference does not contradict it; `any`: nothing vouches for that */
  readonly universe: "any" | "typed";
  /** its action, or a key of it, where that is newer than the service reference */
  readonly newer?: string;
}

/** Neither was shown. */
export interface Unanswered {
  readonly kind: "undecided";
  /** a lower-case sentence */
  readonly reason: string;
  /** true where the budget was used up, or a document is longer than the prover takes */
  readonly exhausted: boolean;
  /** steps used, and steps allowed */
  readonly budget: { readonly spent: number; readonly limit: number };
}

/** Whether a set of requests is empty. */
export type Answer = Empty | Found | Unanswered;
