import type { Request } from "../../policies/language/request.js";
import { resourceAccount } from "../run/resourceAccount.js";
import type { WrittenRequest } from "./readRequest.js";

/**
 * Makes requests of a corpus as a target makes them now: what is in the account of the principal is so where that is
 * another one.
 *
 * @param principal the target's
 * @param before the principal in the corpus, where it says
 */
export function requestsNow(principal: string, before = principal): (written: WrittenRequest) => Request {
  const [account, own] = [accountOf(before), accountOf(principal)];
  const hasMoved = account !== "" && own !== "" && account !== own;
  return (written) => {
    const { action, resource, context } = written;
    const then = written.resourceAccount ?? resourceAccount(resource, written.principal ?? before);
    return {
      principal: written.principal ?? principal,
      action,
      resource,
      resourceAccount: hasMoved && then === account ? own : then,
      context,
    };
  };
}

const accountOf = (arn: string): string => arn.split(":")[4] ?? "";
