import { parseJson } from "../../policies/text/parseJson.js";
import { plainValue } from "../../policies/text/plainValue.js";
import { isSecretText } from "./isSecretText.js";
import { policyElements } from "./policyElements.js";

/**
 * A policy as it is written, where it has nothing but what policies have and no string with the form of a secret;
 * undefined for what no policy is read from.
 *
 * @param onLoss called where such a string is hidden
 */
export function redactPolicyText(text: string, onLoss?: () => void): string | undefined {
  // with a key twice, of which the first is not in the value, a policy is refused
  const json = parseJson(text);
  if (!json.ok) return undefined;
  const policy = plainValue(json.value);
  const made = JSON.stringify(redactPolicy(policy, onLoss));
  return made === JSON.stringify(policy) ? text : made;
}

/** The same of a policy in JSON that is read already. */
export const redactPolicy = (policy: unknown, onLoss?: () => void): unknown =>
  policy === null ? null : withoutSecrets(policyElements(policy), onLoss);

function withoutSecrets(value: unknown, onLoss?: () => void): unknown {
  if (typeof value === "string" && isSecretText(value)) {
    onLoss?.();
    return "redacted";
  }
  if (Array.isArray(value)) return value.map((item) => withoutSecrets(item, onLoss));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, withoutSecrets(inner, onLoss)]),
  );
}
