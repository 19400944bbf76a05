import type { PolicyVersion, Statement } from "../../policies/language/policyDocument.js";
import { hasVariable, parseTemplate } from "../../policies/language/template.js";
import { exampleText } from "../../policies/reference/exampleValue.js";

/** What the policy variables of a statement are filled with, by their keys in lower case. */
export type VariableValues = ReadonlyMap<string, string>;

/**
 * The statement with a value in place of each policy variable that does not have the example of its key: conditions on
 * the key refuse the example, or a cell is about another value.
 */
export function fillStatement(
  statement: Statement,
  version: PolicyVersion,
  values: VariableValues,
): Statement {
  const other = new Map([...values].filter(([key, value]) => value !== exampleText(key)));
  if (other.size === 0) return statement;
  const fill = (text: string) => fillText(text, version, other);
  const { resource, conditions } = statement;
  return {
    ...statement,
    ...(resource && { resource: { ...resource, patterns: resource.patterns.map(fill) } }),
    conditions: conditions.map((one) => ({ ...one, values: one.values.map(fill) })),
  };
}

/** The string with some of its variables filled, to be read as a string of a policy again. */
function fillText(text: string, version: PolicyVersion, values: VariableValues): string {
  const template = version === "2012-10-17" && hasVariable(text) ? parseTemplate(text) : undefined;
  if (template?.ok !== true) return text;
  const parts = template.parts.map((part) => {
    if ("text" in part) return part.text;
    if ("literal" in part) return `\${${part.literal}}`;
    const value = values.get(part.variable.toLowerCase());
    if (value !== undefined) return value.replaceAll(/[*?$]/g, (character) => `\${${character}}`);
    return part.fallback === undefined ? `\${${part.variable}}` : `\${${part.variable}, '${part.fallback}'}`;
  });
  return parts.join("");
}
