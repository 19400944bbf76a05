import type { Request } from "../../../policies/language/request.js";
import { exampleArn } from "../../../policies/reference/exampleArn.js";
import { loadServiceReference } from "../../../policies/reference/loadServiceReference.js";
import type { ActionReference } from "../../../policies/reference/serviceReference.js";
import type { Diagnostic } from "../../../policies/text/diagnostic.js";
import { unlistedAction } from "./unlistedAction.js";

/**
 * Warns of a request that AWS would never send: most often a typo, for which the answer is right but of no use.
 *
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export async function requestWarnings({ action, resource }: Request): Promise<readonly Diagnostic[]> {
  if (/[*?]/.test(action))
    return [odd(`\`${action}\` is a pattern, and a request has one action`, "name it")];
  const reference = await loadServiceReference([action.split(":", 1)[0]!]);
  const known = reference.action(action);
  if (known === undefined) return [await unlistedAction(action, reference)];
  if (resource === "*") return asksForMore(known);
  if (/^arn(:[^:]*){4}:./s.test(resource)) return [];
  return [odd(`\`${resource}\` is not an ARN`, "write it as arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE")];
}

/** `*` is asked about only where an action works on no particular resource. */
function asksForMore({ name, resourceTypes }: ActionReference): readonly Diagnostic[] {
  const templates = resourceTypes.flatMap(({ arnTemplates }) => arnTemplates);
  const [plainest] = templates.toSorted((one, other) => variablesIn(one) - variablesIn(other));
  if (plainest === undefined) return [];
  const message = `\`${name}\` acts on a specific resource, so \`*\` never matches a real request`;
  return [odd(message, `name it, such as ${exampleArn(plainest)}`)];
}

const variablesIn = (template: string): number => template.split("${").length;

const odd = (message: string, hint: string): Diagnostic => ({
  code: "odd-request",
  severity: "warning",
  message,
  hint,
});
