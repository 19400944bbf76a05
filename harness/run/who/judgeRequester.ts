import { authorize } from "../../../policies/evaluate/authorize.js";
import { compile } from "../../../policies/evaluate/compile.js";
import { explain } from "../../../policies/evaluate/explain.js";
import type { PolicySet } from "../../../policies/language/policySet.js";
import type { Request } from "../../../policies/language/request.js";
import { assumedPolicy, policiesFor } from "../../../policies/prove/callers/callerClass.js";
import type { CallerMembers } from "../../../policies/prove/callers/callerMembers.js";
import { findRequest } from "../../../policies/prove/findRequest.js";
import { type Access, difference } from "../../../policies/prove/question/access.js";
import { fitsCaller } from "../../../policies/prove/question/bindCallerKeys.js";
import type { Prover } from "../../../policies/prove/question/prover.js";
import { allowedBy, inAll } from "../../../properties/allowedBy.js";
import { type ExampleCaller, findForCaller } from "../../../properties/exampleCaller.js";
import type { Hole } from "../../../properties/hole.js";
import { boundsOf, holesOf, type Readings } from "../../../properties/target.js";
import { unlessEffect } from "../../../properties/unless.js";
import type { AskedRequests } from "./askedRequests.js";
import type { Requester, WhoAllowed, WhoUndecided } from "./who.js";

/** One that may be allowed what is asked. */
export interface Applicant extends Requester {
  readonly readings: Readings;
  /** asks as the applicant */
  readonly prover: Prover;
  /** what the keys about the applicant can be; absent where they can be anything */
  readonly members?: CallerMembers;
  /** what is unknown of the applicant; @defaultValue nothing */
  readonly example?: ExampleCaller;
  /** requests that are reported of others; @defaultValue none */
  readonly except?: Access;
}

export type Judged =
  | { readonly kind: "allowed"; readonly found: WhoAllowed }
  | { readonly kind: "undecided"; readonly found: WhoUndecided }
  | { readonly kind: "denied" };

/**
 * Whether an applicant may make one of the requests that are asked about: allowed where the narrowest reading of its
 * policies allows one, denied where the widest allows none.
 */
export function judgeRequester(applicant: Applicant, asked: AskedRequests): Judged {
  const { readings, members, prover, example } = applicant;
  if (members !== undefined && !fitsCaller({ ...blank, context: asked.context }, members))
    return { kind: "denied" };
  const { upper, lower } = boundsOf(readings);
  const least = findForCaller(asks(asked, lower, applicant), prover, example);
  if (least.kind === "undecided") return gap(applicant, least.reason);
  if (least.kind === "uncertain") return undecidedBy(applicant, [example!.hole, ...readings.holes]);
  if (least.kind === "found") return allowed(applicant, lower, asked.complete(least.witness));
  const widest = mayAllowMore(readings.holes) ? withAnything(upper) : upper;
  const most = widest === lower ? least : findRequest(asks(asked, widest, applicant), prover);
  if (most.kind === "undecided") return gap(applicant, most.reason);
  return most.kind === "found" ? undecidedBy(applicant, holesOf(readings)) : { kind: "denied" };
}

const blank: Request = { principal: "*", action: "", resource: "", resourceAccount: "", context: {} };

function asks(asked: AskedRequests, policies: PolicySet, { except }: Applicant): Access {
  const access = inAll(allowedBy(asked.apply(policies)), asked.space);
  return except === undefined ? access : difference(access, except);
}

const requesterOf = ({ target, caller }: Applicant): Requester => ({ target, ...(caller && { caller }) });

const gap = (applicant: Applicant, reason: string): Judged => ({
  kind: "undecided",
  found: { ...requesterOf(applicant), holes: [], gap: reason },
});

const undecidedBy = (applicant: Applicant, holes: readonly Hole[]): Judged => ({
  kind: "undecided",
  found: { ...requesterOf(applicant), holes },
});

function allowed(applicant: Applicant, policies: PolicySet, request: Request): Judged {
  const compiled = compile(policies);
  if (authorize(compiled, request) !== "allowed")
    return gap(applicant, "a policy uses a key that is given as a variable in a way that is not understood");
  const unless = unlessEffect(applicant.readings.holes, "Deny");
  if (unless === undefined) return undecidedBy(applicant, applicant.readings.holes);
  const { statements } = explain(compiled, request);
  return {
    kind: "allowed",
    found: {
      ...requesterOf(applicant),
      request,
      statements: statements.filter(({ source }) => source !== assumedPolicy),
      ...(unless.length > 0 && { unless }),
    },
  };
}

/** Whether something unknown may be a policy that allows more than all that is known. */
const mayAllowMore = (holes: readonly Hole[]): boolean =>
  holes.some(({ effects }) => effects === undefined || effects.includes("Allow"));

const withAnything = (policies: PolicySet): PolicySet => ({
  ...policies,
  identity: [...policies.identity, ...policiesFor({ ownPolicies: "everything" }).identity],
});
