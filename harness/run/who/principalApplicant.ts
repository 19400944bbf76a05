import { membersOf } from "../../../policies/prove/callers/callerMembers.js";
import type { ProveOptions } from "../../../policies/prove/question/proveOptions.js";
import { proverFor } from "../../../policies/prove/question/prover.js";
import type { Target } from "../../../properties/target.js";
import { printAddress } from "../../../properties/targetAddress.js";
import { resourceAccount } from "../resourceAccount.js";
import type { Applicant } from "./judgeRequester.js";

/**
 * A principal as one that may be allowed what is asked. The keys about the caller are bound to its ARN; where that is
 * an example, a request with other ones is undecided.
 */
export function principalApplicant(
  target: Target,
  resource: string,
  options: Pick<ProveOptions, "reference" | "universe">,
): Applicant {
  const { principal, callers } = target;
  const address = printAddress(target.address);
  const asking = { ...options, principal, resourceAccount: resourceAccount(resource, principal) };
  const members = callers ?? membersOf(principal);
  return {
    target: address,
    readings: target,
    prover: proverFor({ ...asking, callerKeys: members }),
    members,
    ...(callers === undefined && {
      uncertain: {
        prover: proverFor(asking),
        hole: {
          address,
          reason:
            "its ARN is unknown, and a condition asks for the ARN, the account or the name of the caller",
          refersTo: [],
          remedy: "give the account with `--account`",
        },
      },
    }),
  };
}
