import type { Explanation } from "../../policies/evaluate/explain.js";
import type { DecidingStatement, Request } from "../../policies/language/request.js";
import { loadServiceReference } from "../../policies/reference/loadServiceReference.js";
import type { ServiceReference } from "../../policies/reference/serviceReference.js";
import { type Result, success } from "../../policies/text/diagnostic.js";
import type { Hole } from "../../properties/hole.js";
import type { Target } from "../../properties/target.js";
import { holesOf } from "../../properties/target.js";
import { readingsJudge } from "../run/readingsJudge.js";
import { resourceAccount } from "../run/resourceAccount.js";
import type { WhoAllowed } from "../run/who/who.js";
import { whoMay } from "../run/who/whoMay.js";
import { type TargetInput, targetIn } from "./targetOf.js";

/** A request of which all but the action may be left out. */
export interface AllowedRequest {
  /** `s3:GetObject`, or a pattern: then some action that it matches */
  readonly action: string;
  /** an ARN, or a pattern: then some resource that it matches; @defaultValue some resource */
  readonly resource?: string;
  /** @defaultValue no key of the context for one action on one resource, else anything */
  readonly context?: Request["context"];
}

/** Whether a target is allowed something. */
export interface Allowance {
  /**
   * `allowed`: the request is, or, of a pattern, some request that it matches. `denied`: by proof, no request is,
   * regardless of the other keys of its context. `conditional`: the request is not, but it would be with more keys.
   */
  readonly verdict: "allowed" | "conditional" | "denied" | "undecided";
  /** the request that was decided, else one that is allowed; absent where no request was found */
  readonly request?: Request;
  /** why the request is decided as it is; absent where no single request was decided */
  readonly explanation?: Explanation;
  /** of `conditional`: a request that is allowed, with the keys it needs */
  readonly ifGiven?: { readonly request: Request; readonly statements: readonly DecidingStatement[] };
  /** of `undecided`: the unknown values that it depends on */
  readonly holes: readonly Hole[];
  /** of `undecided`, where everything is known: why the prover has no answer, as a lower-case sentence */
  readonly gap?: string;
}

/**
 * Decides whether a principal or a policy allows an action. One action on one resource is decided as `decide` does. What
 * is left out can be anything: without a resource, and for patterns, it is proved over all requests that AWS could send
 * whether any is allowed.
 *
 * Fails for a target that is not known.
 *
 * @example
 * ```ts
 * import { allows, loadSource } from "planproof";
 *
 * const policy = await loadSource("managed:AWSBatchFullAccess");
 * const anywhere = await allows(policy, { action: "s3:PutObject" });
 * if (anywhere.ok) console.log(anywhere.value.verdict); // "denied": on no resource, by proof
 * ```
 */
export const allows = async (input: TargetInput, asked: AllowedRequest): Promise<Result<Allowance>> =>
  allowsBy(await loadServiceReference(), input, asked);

/** The same with service data that is loaded already. */
export function allowsBy(
  reference: ServiceReference,
  input: TargetInput,
  asked: AllowedRequest,
): Result<Allowance> {
  const target = targetIn(input);
  if (!target.ok) return target;
  const isPattern = asked.resource === undefined || /[*?]/.test(asked.action + asked.resource);
  return success(
    isPattern ? someRequest(target.value, asked, reference) : oneRequest(target.value, asked, reference),
  );
}

/** `*` is the resource of an action that has no resources, and a pattern for those of all others. */
function someRequest(target: Target, asked: AllowedRequest, reference: ServiceReference): Allowance {
  const found = anyRequest(target, asked, reference);
  if (found.verdict !== "allowed") return found;
  const explanation = readingsJudge(target)(found.request!).explain();
  return { ...found, explanation };
}

function oneRequest(target: Target, asked: AllowedRequest, reference: ServiceReference): Allowance {
  const { action, resource = "*", context = {} } = asked;
  const { principal } = target;
  const request: Request = {
    principal,
    action,
    resource,
    resourceAccount: resourceAccount(resource, principal),
    context,
  };
  const { certain, decision, explain } = readingsJudge(target)(request);
  const explanation = explain();
  if (!certain) return { verdict: "undecided", request, explanation, holes: holesOf(target) };
  if (decision === "allowed") return { verdict: "allowed", request, explanation, holes: [] };
  const { verdict, ifGiven, ...more } = anyRequest(target, asked, reference);
  if (verdict === "denied") return { verdict, request, explanation, holes: [] };
  if (verdict === "allowed")
    return { verdict: "conditional", request, explanation, ifGiven: ifGiven!, holes: [] };
  return { ...more, verdict, request, explanation };
}

/** Whether some request is allowed; keys of the context that are not given can have any value. */
function anyRequest(
  target: Target,
  { action, resource = "*", context }: AllowedRequest,
  reference: ServiceReference,
): Allowance {
  const access = { action, resource, ...(context && { context }) };
  const { allowed, undecided } = whoMay({ principals: [target], resources: [] }, access, { reference });
  const [found] = allowed;
  if (found !== undefined) return allowance(found);
  const [doubt] = undecided;
  if (doubt === undefined) return { verdict: "denied", holes: [] };
  return { verdict: "undecided", holes: doubt.holes, ...(doubt.gap !== undefined && { gap: doubt.gap }) };
}

/** Undecided where an unknown policy could deny the request. */
const allowance = ({ request, statements, unless = [] }: WhoAllowed): Allowance =>
  unless.length > 0
    ? { verdict: "undecided", request, holes: unless }
    : { verdict: "allowed", request, ifGiven: { request, statements }, holes: [] };
