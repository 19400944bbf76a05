import type { PolicySet } from "../../policies/language/policySet.js";
import type { CallerMembers } from "../../policies/prove/callers/callerMembers.js";
import type { ServiceReference } from "../../policies/reference/serviceReference.js";

/** Who asks, by which policies. */
export interface Asking {
  readonly set: PolicySet;
  readonly principal: string;
  readonly callers?: CallerMembers;
  /** keys about the caller, in lower case, that no request may depend on */
  readonly unknownKeys?: readonly string[];
  /** the tags of a caller that sends no others; absent where they are not all known */
  readonly callerTags?: Readonly<Record<string, string>>;
  readonly account: string;
  readonly reference: ServiceReference;
  /** whether a condition on an unknown tag lets pass what it can at most, or what it does in any case */
  readonly reading: "narrowest" | "widest";
  /** called where the prover leaves undecided whether a request is allowed; @defaultValue nothing happens */
  readonly onUndecided?: () => void;
}
