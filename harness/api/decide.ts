import type { Explanation } from "../../policies/evaluate/explain.js";
import type { Request } from "../../policies/language/request.js";
import { assumedPolicy } from "../../policies/prove/callers/callerClass.js";
import { type Result, success } from "../../policies/text/diagnostic.js";
import type { Hole } from "../../properties/hole.js";
import { holesOf } from "../../properties/target.js";
import { readingsJudge } from "../run/readingsJudge.js";
import { resourceAccount } from "../run/resourceAccount.js";
import { requestWarnings } from "../run/warnings/requestWarnings.js";
import { type OutsiderPolicies, outsiderPolicies } from "./outsiderPolicies.js";
import { requesterIn, resourcesIn } from "./requesterIn.js";
import { loadedSources, type SourceInput } from "./sourceInput.js";

/** A request of which all but the action and the resource may be left out. */
export interface RequestInput extends Pick<Request, "action" | "resource"> {
  /**
   * an ARN, a service, an identity provider or `*`; for a principal of the source also its address. The policies of the
   * source's resources alone say what a caller outside it may do. @defaultValue the only principal of the source
   */
  readonly principal?: string;
  /** account that owns the resource; @defaultValue the account in its ARN, else the principal's */
  readonly resourceAccount?: string;
  /** @defaultValue no context key */
  readonly context?: Request["context"];
}

/** Whether a source allows a request, and why. */
export interface ExplainedRequest extends Explanation {
  /** false where the decision depends on something unknown; the rest is then what follows from the known part */
  readonly certain: boolean;
  /** the request with its defaults */
  readonly request: Request;
  /** what is unknown of the source */
  readonly holes: readonly Hole[];
}

/**
 * Decides one request, and says why. A result that is not certain is never a pass.
 *
 * Fails for a source that could not be read, for one that does not hold exactly one principal or policy where the
 * request does not say who makes it, and for a principal that the source does not have. The
 * diagnostics of a success are warnings about the request, such as an action that AWS does not list.
 *
 * @example
 * ```ts
 * import { decide, loadSource } from "planproof";
 *
 * const source = await loadSource("managed:AWSBatchFullAccess");
 * const decided = await decide(source, { action: "batch:ListJobs", resource: "*" });
 * if (decided.ok) console.log(decided.value.decision, decided.value.certain, decided.value.why);
 * else console.error(decided.diagnostics);
 * ```
 */
export async function decide(source: SourceInput, asked: RequestInput): Promise<Result<ExplainedRequest>> {
  const sources = loadedSources(source);
  if (!sources.ok) return sources;
  const loaded = sources.value[0]!;
  const requester = requesterIn(loaded, asked.principal);
  if (!requester.ok) return requester;
  const { principal, target } = requester.value;
  const { action, resource, context = {} } = asked;
  const { resourceAccount: account = resourceAccount(resource, principal) } = asked;
  const request: Request = { principal, action, resource, resourceAccount: account, context };
  const { readings, assumption }: OutsiderPolicies =
    target === undefined ? outsiderPolicies(request, resourcesIn(loaded)) : { readings: target };
  const { certain, explain } = readingsJudge(readings)(request);
  const explanation = explain();
  const why =
    assumption === undefined || explanation.decision !== "allowed"
      ? explanation.why
      : [...explanation.why.filter((sentence) => !sentence.includes(assumedPolicy)), assumption];
  const statements = explanation.statements.filter(({ source: name }) => name !== assumedPolicy);
  const explained = { ...explanation, statements, why, certain, request, holes: holesOf(readings) };
  return success(explained, await requestWarnings(request));
}
