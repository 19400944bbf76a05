import { typedReference } from "../../../policies/prove/question/typedReference.js";
import type { ServiceReference } from "../../../policies/reference/serviceReference.js";
import { askedRequests } from "./askedRequests.js";
import { callersMay } from "./callersMay.js";
import { judgeRequester } from "./judgeRequester.js";
import { meetsAccess, withinResources } from "./meetsAccess.js";
import { principalApplicant } from "./principalApplicant.js";
import type { AskedAccess, Who, WhoSources } from "./who.js";

export interface WhoMayOptions {
  readonly reference: ServiceReference;
  /** the requests asked about; default `typed` */
  readonly universe?: "any" | "typed";
}

/**
 * Lists who may make some request of those that are asked about: each principal with everything attached to it, then
 * each class of callers that a resource policy lets in, the widest first. What a wider class may do is not reported
 * again for a narrower one.
 */
export function whoMay(
  { principals, resources }: WhoSources,
  access: AskedAccess,
  { reference, universe = "typed" }: WhoMayOptions,
): Who {
  const asked = askedRequests(access);
  const meets = meetsAccess(access);
  const options = { reference: typedReference(reference), universe };
  const judgedPrincipals = principals.map((target) =>
    judgeRequester(
      { ...principalApplicant(target, access.resource, options), readings: withinResources(target, meets) },
      asked,
    ),
  );
  const judged = [
    ...judgedPrincipals,
    ...callersMay({ principals, resources }, meets, { asked, ...options }),
  ];
  return {
    asked: access,
    allowed: judged.flatMap((one) => (one.kind === "allowed" ? [one.found] : [])),
    undecided: judged.flatMap((one) => (one.kind === "undecided" ? [one.found] : [])),
  };
}
