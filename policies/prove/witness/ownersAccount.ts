import { compile } from "../../evaluate/compile.js";
import type { PolicySet } from "../../language/policySet.js";
import type { Request } from "../../language/request.js";
import { consistentRequest } from "./consistentRequest.js";
import type { Tries } from "./minimizeWitness.js";

/**
 * The request with the account that owns its resource, where a policy set says so: a question has one resource
 * account, for all the resources that no policy set knows.
 */
export function ownersAccount(request: Request, sets: readonly PolicySet[], { holds }: Tries): Request {
  for (const { resources } of sets) {
    if (resources === undefined) continue;
    const { account } = compile({ identity: [], resources }).resourceSide(request);
    if (account === undefined) continue;
    const owned = { ...request, resourceAccount: account };
    return holds(owned) ? consistentRequest(owned, holds) : request;
  }
  return request;
}
