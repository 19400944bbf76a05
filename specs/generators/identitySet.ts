import { parsePolicy } from "../../policies/language/parsePolicy.js";
import type { PolicySet } from "../../policies/language/policySet.js";

/** A policy set of one identity policy with the statements given as JSON; without any, as a reading may turn out to be. */
export function identitySet(...statements: readonly object[]): PolicySet {
  if (statements.length === 0) {
    return { identity: [{ source: "policy", document: { version: "2012-10-17", statements: [] } }] };
  }
  const result = parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement: statements }), "identity");
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return { identity: [{ source: "policy", document: result.value }] };
}
