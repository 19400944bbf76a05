import { readCaller } from "../../policies/evaluate/caller.js";
import { compile } from "../../policies/evaluate/compile.js";
import type { PolicySet } from "../../policies/language/policySet.js";
import type { Request } from "../../policies/language/request.js";
import { policiesFor } from "../../policies/prove/callers/callerClass.js";
import type { Hole } from "../../properties/hole.js";
import { boundsOf, holesOf, type Readings, type Target } from "../../properties/target.js";

/** The policies that decide a request by a caller outside a source. */
export interface OutsiderPolicies {
  readonly readings: Readings;
  /** what is assumed where the answer is that it is allowed: a sentence; absent where nothing is */
  readonly assumption?: string;
}

/**
 * What the resources of a source give and deny a caller outside it. A service and an anonymous caller have no policies
 * themselves; a caller from another account than the resource is taken to be allowed it by its own; those of a caller
 * from the same account are unknown.
 */
export function outsiderPolicies(request: Request, resources: readonly Target[]): OutsiderPolicies {
  const bounds = resources.map(boundsOf);
  const [upper, lower] = (["upper", "lower"] as const).map((side) =>
    bounds.flatMap((one) => one[side].resources ?? []),
  );
  const [most, least] = [upper!, lower!].map((held): PolicySet => ({ identity: [], resources: held }));
  const { account } = readCaller(request.principal);
  const { layers, account: owner = request.resourceAccount } = compile(most!).resourceSide(request);
  const unknown = layers.length === 0 ? [] : resources.flatMap(holesOf);
  if (account === "") return { readings: { policies: most!, bounds: { lower: least!, unknown }, holes: [] } };
  const [withOwn, leastWithOwn] = [upper!, lower!].map((held) =>
    policiesFor({ ownPolicies: "everything" }, ...held),
  );
  if (layers.length > 0 && account !== owner) {
    const assumption = `its own policies, in account ${account}, are taken to allow it, too`;
    return {
      readings: { policies: withOwn!, bounds: { lower: leastWithOwn!, unknown }, holes: [] },
      assumption,
    };
  }
  const own = ownPolicies(request.principal);
  return {
    readings: { policies: withOwn!, bounds: { lower: least!, unknown: [own, ...unknown] }, holes: [] },
  };
}

const ownPolicies = (principal: string): Hole => ({
  address: principal,
  reason: "it is not in the source, so its own policies are unknown",
  refersTo: [],
  remedy: "ask the source that has them",
});
