import { loadServiceReference } from "../../policies/reference/loadServiceReference.js";
import type { ServiceReference } from "../../policies/reference/serviceReference.js";
import { type Diagnostic, failures, type Result, success } from "../../policies/text/diagnostic.js";
import { checkPreconditions } from "../run/checkPreconditions.js";
import { refuseOptions, searchRules } from "../run/refuseOptions.js";
import { isListedAction } from "../run/warnings/isListedAction.js";
import { requestWarnings } from "../run/warnings/requestWarnings.js";
import { unlistedAction } from "../run/warnings/unlistedAction.js";
import type { AskedAccess, Who } from "../run/who/who.js";
import { whoMay } from "../run/who/whoMay.js";
import { isPrincipal, resourcesIn } from "./requesterIn.js";
import { inSource, loadedSources, type SourceInput } from "./sourceInput.js";

export interface WhoOptions {
  /** the requests asked about: those that AWS could send, or any; @defaultValue `typed` */
  readonly universe?: "any" | "typed";
}

/**
 * Lists who may make a request: the principals of a source, and the classes of callers that its resource policies let
 * in. Keys of the context that are not given can have any value that the caller can send; the request of each answer
 * shows those that are needed. Callers outside the source are taken to be allowed it by their own policies.
 *
 * Fails for a source that could not be read, and for one without a principal and a resource policy. The diagnostics of
 * a success are warnings about the request, such as an action that AWS does not list.
 *
 * @throws TypeError for an option that does not exist or cannot have its value
 * @example
 * ```ts
 * import { loadSource, who } from "planproof";
 *
 * const source = await loadSource("managed:AWSBatchFullAccess");
 * const found = await who(source, { action: "batch:SubmitJob", resource: "*" });
 * if (found.ok) for (const { target, caller, request } of found.value.allowed) console.log(target, caller?.name, request);
 * else console.error(found.diagnostics);
 * ```
 */
export async function who(
  input: SourceInput,
  asked: AskedAccess,
  options: WhoOptions = {},
): Promise<Result<Who>> {
  refuseOptions("who", options, { universe: searchRules.universe });
  const sources = loadedSources(input);
  if (!sources.ok) return sources;
  const source = sources.value[0]!;
  const problems = checkPreconditions(source, source.resources);
  if (problems.length > 0) return failures(inSource(source.name, problems));
  const service = asked.action.split(":", 1)[0]!.toLowerCase();
  const reference = await loadServiceReference(/[*?]/.test(service) ? undefined : [service]);
  const { universe = "typed" } = options;
  const sides = { principals: source.targets.filter(isPrincipal), resources: resourcesIn(source) };
  return success(whoMay(sides, asked, { reference, universe }), await warningsOf(asked, reference));
}

/** What is odd about a request; of a pattern for actions, that it matches none. */
async function warningsOf(asked: AskedAccess, reference: ServiceReference): Promise<readonly Diagnostic[]> {
  const { action, resource, context = {} } = asked;
  const isPattern = [action, resource].some((part) => /[*?]/.test(part));
  if (!isPattern) return requestWarnings({ principal: "*", action, resource, resourceAccount: "", context });
  const reachesBeyond = /^[^:]*[*?]/.test(action);
  return reachesBeyond || isListedAction(action, reference) ? [] : [await unlistedAction(action, reference)];
}
