import { loadServiceReference } from "../../policies/reference/loadServiceReference.js";
import { type Result, success } from "../../policies/text/diagnostic.js";
import { type AssumableRoles, findAssumableRoles } from "../run/who/findAssumableRoles.js";
import { isPrincipal } from "./requesterIn.js";
import { loadedSources, type SourceInput } from "./sourceInput.js";

/**
 * Lists which principals of a source may assume which of its roles, each with a request by which they can: by all
 * policies that decide it, of the principal and of the role. Principals that are services are not among them.
 *
 * Fails for a source that could not be read. Grows with the pairs of a principal and a role that trusts it, or its
 * account.
 *
 * @example
 * ```ts
 * import { assumableRoles, loadSource } from "planproof";
 *
 * const found = await assumableRoles(await loadSource("plan.json"));
 * if (found.ok) for (const { from, to } of found.value.edges) console.log(`${from} may assume ${to}`);
 * ```
 */
export async function assumableRoles(input: SourceInput): Promise<Result<AssumableRoles>> {
  const sources = loadedSources(input);
  if (!sources.ok) return sources;
  const { targets, extraction } = sources.value[0]!;
  const addresses = new Set(extraction.principals.map(({ address }) => address));
  const principals = targets.filter((one) => isPrincipal(one) && addresses.has(one.address.resource ?? ""));
  return success(findAssumableRoles(principals, await loadServiceReference(["sts"])));
}
