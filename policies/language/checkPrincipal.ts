import type { JsonString } from "../text/jsonNode.js";
import { isPartition } from "./arnFault.js";
import { kindRules } from "./kindRules.js";
import type { PrincipalEntry } from "./policyDocument.js";
import type { ReadContext } from "./readContext.js";

/**
 * Reports a principal that AWS refuses as it is written. The document does not say whether a user or role that it
 * names exists.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function checkPrincipal(context: ReadContext, node: JsonString, type: PrincipalEntry["type"]): void {
  if (!kindRules[context.kind].wholePrincipals) return;
  const message = type === "AWS" ? faultOfAws(node.value) : faultOfOther(context, node.value);
  if (message === undefined) return;
  const hint = "write an account, an ARN of a user, role or session, or * alone";
  context.error(node, "invalid-principal", message, type === "AWS" ? hint : "write its whole name");
}

/** Of a user or role that was deleted, AWS shows the unique id in place of the ARN; S3 has canonical ones. */
const uniqueId = /^(?:A(?:IDA|ROA)[A-Z0-9]+|[0-9a-f]{64})$/;

function faultOfAws(value: string): string | undefined {
  if (value === "*" || /^[0-9]{12}$/.test(value) || uniqueId.test(value)) return undefined;
  const [prefix, partition = "", , , account = "", resource = ""] = value.split(":");
  if (prefix !== "arn") return `\`${value}\` is not an account, an ARN or \`*\``;
  if (!isPartition(partition)) return `unknown partition \`${partition}\` in \`${value}\``;
  if (/[*?]/.test(value)) return `a wildcard cannot be a part of a principal, as in \`${value}\``;
  if (resource.startsWith("group/")) return `a group cannot be a principal: \`${value}\``;
  if (account === "" || resource === "") return `\`${value}\` is not an ARN of a principal`;
  return undefined;
}

/** Only trust policies are known to be refused for this. */
const faultOfOther = ({ kind }: ReadContext, value: string): string | undefined =>
  kind === "trust" && /[*?]/.test(value)
    ? `a wildcard cannot be a part of a principal, as in \`${value}\``
    : undefined;
