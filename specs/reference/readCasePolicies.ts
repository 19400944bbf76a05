import { parsePolicy } from "../../policies/language/parsePolicy.js";
import type { PolicyKind } from "../../policies/language/policyDocument.js";
import type { PolicySet } from "../../policies/language/policySet.js";
import { findManagedPolicy } from "../../policies/managed/findManagedPolicy.js";
import { latin1Json } from "../../policies/text/latin1Json.js";

/** What is given for a layer that is named otherwise than the kind of its documents. */
const kinds: Readonly<Record<string, PolicyKind>> = { scps: "scp", rcps: "rcp" };

/**
 * The policies of a case row; undefined when a document is one that AWS would not store, as the case allows
 * nothing then.
 */
export function readCasePolicies(layers: object): PolicySet | undefined {
  let refused = false;
  const read = (value: unknown, kind: PolicyKind): unknown => {
    if (Array.isArray(value)) return value.map((item) => read(item, kind));
    if (typeof value === "string") {
      return { source: value, document: findManagedPolicy(value.replace(/^managed:/, ""))!.document };
    }
    const result = parsePolicy(latin1Json(value), kind);
    refused ||= !result.ok;
    return result.ok ? { source: kind, document: result.value } : undefined;
  };
  const readResource = (held: { readonly policies: readonly unknown[] }) => {
    return { ...held, policies: read(held.policies, "resource") };
  };
  const entries = Object.entries(layers).map(([layer, value]) => {
    if (layer === "resources") return [layer, value.map(readResource)];
    return [layer, read(value, kinds[layer] ?? (layer as PolicyKind))];
  });
  return refused ? undefined : { identity: [], ...Object.fromEntries(entries) };
}
