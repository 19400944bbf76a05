import type { Part } from "./expression.js";
import { parseExpression } from "./parseExpression.js";
import { scanTemplate } from "./scanTemplate.js";

/**
 * Reads a string of terraform's JSON syntax as a template; one that is not closed, or has directives
 * (`%{ if }`), is one part of kind `other`.
 *
 * Source: https://developer.hashicorp.com/terraform/language/syntax/json#expression-mapping
 */
export function parseHclTemplate(text: string): readonly Part[] {
  if (!text.includes("${") && !text.includes("%{")) return [text];
  const pieces = scanTemplate(text);
  if (pieces === undefined) return [{ kind: "other", source: text }];
  return pieces.map((piece) => (typeof piece === "string" ? piece : parseExpression(piece.code)));
}
