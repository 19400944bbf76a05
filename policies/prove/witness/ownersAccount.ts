import type { PolicySet } from "../../language/policySet.js";
import type { Request } from "../../language/request.js";
import type { CompileSet } from "../question/access.js";
import { consistentRequest } from "./consistentRequest.js";
import type { Tries } from "./minimizeWitness.js";

/** What is known of the owners of resources. */
interface Owners {
  readonly sets: readonly PolicySet[];
  readonly compileSet: CompileSet;
  readonly tries: Tries;
}

/**
 * The request with the account that owns its resource, where a policy set says so: a question has one resource
 * account, for all the resources that no policy set knows.
 */
export function ownersAccount(request: Request, { sets, compileSet, tries: { holds } }: Owners): Request {
  for (const set of sets) {
    if (set.resources === undefined) continue;
    const { account } = compileSet(set).resourceSide(request);
    if (account === undefined) continue;
    const owned = { ...request, resourceAccount: account };
    return holds(owned) ? consistentRequest(owned, holds) : request;
  }
  return request;
}
