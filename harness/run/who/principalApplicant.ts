import { callerKeyNames } from "../../../policies/prove/callers/keyRange.js";
import type { ProveOptions } from "../../../policies/prove/question/proveOptions.js";
import { proverFor } from "../../../policies/prove/question/prover.js";
import type { ExampleCaller } from "../../../properties/exampleCaller.js";
import type { Target } from "../../../properties/target.js";
import { printAddress } from "../../../properties/targetAddress.js";
import { resourceAccount } from "../resourceAccount.js";
import type { Applicant } from "./judgeRequester.js";

/**
 * A principal as one that may be allowed what is asked. The keys about the caller are bound to what is certain of it;
 * where a request depends on more, the answer is undecided.
 */
export function principalApplicant(
  target: Target,
  resource: string,
  options: Pick<ProveOptions, "reference" | "universe">,
): Applicant {
  const { principal, callers, address } = target;
  const example = callers === undefined ? anyPrincipal(printAddress(address)) : target.example;
  return {
    target: printAddress(address),
    readings: target,
    prover: proverFor({
      ...options,
      principal,
      resourceAccount: resourceAccount(resource, principal),
      ...(callers && { callerKeys: callers }),
    }),
    ...(callers && { members: callers }),
    ...(example && { example }),
  };
}

/** A document alone says nothing of the principal that it is attached to. */
const anyPrincipal = (address: string): ExampleCaller => ({
  keys: callerKeyNames,
  hole: {
    address,
    reason: "it is unknown which principal has this policy, and a condition asks who calls",
    refersTo: [],
    remedy: "ask about a plan in which it is attached",
  },
});
