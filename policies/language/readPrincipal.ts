import type { JsonNode } from "../text/jsonNode.js";
import { checkPrincipal } from "./checkPrincipal.js";
import type { PrincipalElement, PrincipalEntry } from "./policyDocument.js";
import { eachText, type ReadContext, readStrings } from "./readContext.js";

const types = ["AWS", "Service", "Federated", "CanonicalUser"] as const satisfies PrincipalEntry["type"][];

/**
 * Reads `"*"` or `{ "AWS": … }`; undefined after telling of anything else.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function readPrincipal(
  context: ReadContext,
  node: JsonNode,
  negated: boolean,
): PrincipalElement | undefined {
  if (node.type === "string" && node.value === "*") {
    return { negated, principals: [{ type: "*", value: "*" }] };
  }
  if (node.type !== "object") {
    const message = 'a principal is "*" or an object such as { "AWS": "111122223333" }';
    const hint = "write one of these two";
    context.error(node, "invalid-principal", message, hint);
    return undefined;
  }
  const principals = node.members.flatMap(({ key, value }): readonly PrincipalEntry[] => {
    const type = types.find((name) => name === key.value);
    if (type === undefined) {
      const hint = `expected one of: ${types.join(", ")}`;
      context.at(key.value).error(key, "invalid-principal", `unknown principal type \`${key.value}\``, hint);
      return [];
    }
    eachText(context.at(type), value, (here, item) => checkPrincipal(here, item, type));
    return (readStrings(context.at(type), value) ?? []).map((text) => ({ type, value: text }));
  });
  return { negated, principals };
}
