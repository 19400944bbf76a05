import type { PolicyVersion } from "../../policies/language/policyDocument.js";
import { hasVariable, parseTemplate } from "../../policies/language/template.js";
import { exampleText } from "../../policies/reference/exampleValue.js";

/** A string of a policy with example values for its variables, and the keys of these. */
export interface PlainText {
  readonly text: string;
  readonly keys: readonly string[];
}

/**
 * Puts {@link exampleText} where a string of a policy has a variable, and the character itself for an escape.
 * A request that carries the examples under these keys matches the string as if it had been written so.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function fillVariables(text: string, version: PolicyVersion): PlainText {
  const template = version === "2012-10-17" && hasVariable(text) ? parseTemplate(text) : undefined;
  if (template?.ok !== true) return { text, keys: [] };
  const keys: string[] = [];
  const parts = template.parts.map((part) => {
    if ("text" in part) return part.text;
    if ("literal" in part) return part.literal;
    keys.push(part.variable);
    return exampleText(part.variable);
  });
  return { text: parts.join(""), keys };
}
