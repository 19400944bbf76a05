import { isAlwaysAllowed } from "../evaluate/authorize.js";
import type { Access, Contains } from "./question/access.js";
import { boundTo, fitsCaller } from "./question/bindCallerKeys.js";
import type { Prover } from "./question/prover.js";
import type { TypedUniverse } from "./question/typedUniverse.js";

/**
 * Whether a request is one that the prover finds in a set: by the evaluator, of its caller, in the typed universe if one
 * is given, and for an action that policies decide about.
 */
export function membershipOf(access: Access, prover: Prover, typed: TypedUniverse | undefined): Contains {
  const isMember = prover.contains(access);
  const members = boundTo(prover.encoding.requester);
  return (one) =>
    isMember(one) &&
    !isAlwaysAllowed(one.action) &&
    (typed === undefined || typed.holds(one)) &&
    (members === undefined || fitsCaller(one, members));
}
