import type { OperatorName, PolicyVersion } from "../../policies/language/policyDocument.js";
import { hasVariable, parseTemplate } from "../../policies/language/template.js";
import { exampleText } from "../../policies/reference/exampleValue.js";
import { literalText, protectWildcards } from "./literalText.js";

/** A string of a policy with example values for its variables, and the keys of these. */
export interface PlainText {
  readonly text: string;
  /** the same to be read as a pattern: a wildcard that was escaped has a character in its place that `globShape` knows */
  readonly pattern: string;
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
  if (template?.ok !== true) return { text, pattern: text, keys: [] };
  const keys: string[] = [];
  const parts = template.parts.map((part) => {
    if ("text" in part) return part.text;
    if ("literal" in part) return protectWildcards(part.literal);
    keys.push(part.variable);
    return protectWildcards(exampleText(part.variable));
  });
  const pattern = parts.join("");
  return { text: literalText(pattern), pattern, keys };
}

/** What an operator compares with, its variables filled: a pattern for those that take wildcards. */
export function fillValue(operator: OperatorName, value: string, version: PolicyVersion): string {
  const { text, pattern } = fillVariables(value, version);
  return /Like|^Arn/.test(operator) ? pattern : text;
}
