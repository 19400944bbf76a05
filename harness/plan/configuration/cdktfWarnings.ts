import type { Diagnostic } from "../../../policies/text/diagnostic.js";
import { policyVariable } from "../hcl/scanTemplate.js";
import { policyAttributesOf } from "../provider/policyAttributesOf.js";
import { attributesOf, blockAddress, type JsonBlock } from "./jsonBlocks.js";

/**
 * Finds strings that terraform reads differently from what their author meant, one warning for each attribute and mistake.
 *
 * CDKTF leaves `${aws:username}` as it is, although terraform takes every `${` for its own; and
 * `Fn.rawString` leaves backslashes before the quotes inside a string.
 *
 * Source: https://developer.hashicorp.com/terraform/cdktf/concepts/tokens
 */
export function cdktfWarnings(block: JsonBlock): readonly Diagnostic[] {
  const found = attributesOf(block)
    .filter(([name]) => holdsPolicy(block.type, name))
    .flatMap(([name, value]) =>
      textsIn(value).flatMap((text) => trapsIn(text, `${blockAddress(block)}.${name}`)),
    );
  return found.filter(
    ({ code, message }, at) =>
      found.findIndex((other) => other.code === code && other.message === message) === at,
  );
}

/** Elsewhere `${a:b}` may be anything, a secret even, and is not to be shown. */
const holdsPolicy = (type: string, name: string): boolean =>
  (type === "aws_iam_policy_document" && name === "statement") ||
  policyAttributesOf(type).some(({ attribute }) => attribute.replace(/[.[].*$/, "") === name);

function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

const trapsIn = (text: string, place: string): readonly Diagnostic[] => [
  ...unescapedVariables(text).map((variable) => unescapedVariable(variable, place)),
  ...(/^\s*\{\s*\\"/.test(text) ? [escapedQuotes(place)] : []),
];

const unescapedVariables = (text: string): readonly string[] =>
  [...text.matchAll(new RegExp(`(?<!\\$)${policyVariable.source}`, "g"))].map(([variable]) => variable);

const unescapedVariable = (variable: string, place: string): Diagnostic => ({
  code: "unescaped-policy-variable",
  severity: "warning",
  message: `\`${place}\` has the policy variable \`${variable.slice(0, 80)}\`, which terraform reads as an expression and refuses`,
  hint: `write \`$${variable.slice(0, 80)}\`; planproof reads it as the policy variable`,
});

const escapedQuotes = (place: string): Diagnostic => ({
  code: "escaped-quotes",
  severity: "warning",
  message: `\`${place}\` has a backslash before each quote, as \`Fn.rawString\` writes them, so it is not JSON`,
  hint: "give the result of `JSON.stringify(...)` itself, with `$${aws:username}` for a policy variable",
});
