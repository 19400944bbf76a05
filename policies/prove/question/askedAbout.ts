import type { Request } from "../../language/request.js";
import type { Access } from "./access.js";
import { boundTo, fitsCaller } from "./bindCallerKeys.js";
import type { ProveOptions } from "./proveOptions.js";
import { requesterOf } from "./requesterOf.js";
import { typedUniverse } from "./typedUniverse.js";

/**
 * Determines whether a request is one that a question is about: any request, or in the typed universe one that the
 * reference does not contradict; none there without a reference.
 */
export function askedAbout(access: Access, options: ProveOptions): (request: Request) => boolean {
  const { universe = "any", reference, callerKeys: _, among: __, ...free } = options;
  const members = boundTo(requesterOf(options));
  if (members !== undefined) {
    const isAsked = askedAbout(access, free);
    return (request) => fitsCaller(request, members) && isAsked(request);
  }
  if (universe === "any") return () => true;
  if (reference === undefined) return () => false;
  return typedUniverse(access, reference, requesterOf(options).principal).holds;
}
