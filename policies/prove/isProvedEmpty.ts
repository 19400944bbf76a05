import type { Request } from "../language/request.js";
import { findRequest } from "./findRequest.js";
import { membershipOf } from "./membershipOf.js";
import type { Access } from "./question/access.js";
import type { Prover } from "./question/prover.js";
import { typedUniverse } from "./question/typedUniverse.js";

/**
 * Whether it is proved that no request is in a set. To look at some examples first takes a fraction of the time that the
 * prover takes to find a request, and most sets that are asked about have one.
 */
export function isProvedEmpty(access: Access, prover: Prover, examples: Iterable<Request>): boolean {
  const { reference, universe, encoding } = prover;
  const isTyped = universe === "typed" && reference !== undefined;
  const typed = isTyped ? typedUniverse(access, reference, encoding.requester.principal) : undefined;
  const isMember = membershipOf(access, prover, typed);
  for (const example of examples) if (isMember(example)) return false;
  return findRequest(access, prover).kind === "empty";
}
