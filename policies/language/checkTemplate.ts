import type { JsonNode } from "../text/jsonNode.js";
import type { ReadContext } from "./readContext.js";
import { hasVariable, parseTemplate } from "./template.js";

/**
 * Reports a policy variable that is malformed, or that is a plain string because the policy's version has none.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function checkTemplate(context: ReadContext, node: JsonNode, text: string): void {
  if (!hasVariable(text)) return;
  if (context.version === "2008-10-17") {
    const hint = 'write `"Version": "2012-10-17"` to have policy variables';
    context.warn(node, "variable-without-version", `\`${text}\` is literal in this policy version`, hint);
    return;
  }
  const template = parseTemplate(text);
  if (template.ok) return;
  const hint =
    "write a variable as `${aws:username}` or `${aws:username, 'default'}`, and `${$}` for a dollar sign";
  context.error(node, "invalid-variable", `in \`${text}\`, ${template.message}`, hint);
}
