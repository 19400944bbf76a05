import type { Diagnostic, Position } from "../text/diagnostic.js";
import { type JsonNode, pointerToken } from "../text/jsonNode.js";
import { kindRules } from "./kindRules.js";
import type { PolicyKind } from "./policyDocument.js";

/**
 * Reports the first character of a policy that IAM does not accept: it accepts tab, line feed, carriage return and
 * U+0020 to U+00FF only; the services that keep resource policies, and AWS Organizations, accept more. IAM looks
 * at the document as it is sent, so an escape such as `\u4e2d` passes.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-names
 */
export function checkCharacters(text: string, kind: PolicyKind): readonly Diagnostic[] {
  const { latin, name } = kindRules[kind];
  // a byte order mark is reported separately
  const offset = latin ? text.slice(1).search(/[^\t\n\r\u0020-\u00FF]/) + 1 : 0;
  if (offset === 0) return [];
  const code = text.codePointAt(offset)!.toString(16).toUpperCase().padStart(4, "0");
  return [
    {
      code: "forbidden-character",
      severity: "error",
      message: `${name} does not accept the character U+${code}`,
      position: positionOf(text, offset),
      hint: "IAM accepts tab, line feed, carriage return and U+0020 to U+00FF",
    },
  ];
}

function positionOf(text: string, offset: number): Position {
  const lines = text
    .slice(0, offset)
    .replace(/^\uFEFF/, "")
    .split("\n");
  return { line: lines.length, column: lines.at(-1)!.length + 1, offset };
}

/** Half of a surrogate pair is not a character, so that it cannot be sent to a service in any spelling. */
export function findLoneSurrogates(node: JsonNode, pointer = ""): readonly Diagnostic[] {
  if (node.type === "string") return /\p{Surrogate}/u.test(node.value) ? [loneSurrogate(node, pointer)] : [];
  if (node.type === "array") {
    return node.items.flatMap((item, index) => findLoneSurrogates(item, `${pointer}/${index}`));
  }
  if (node.type !== "object") return [];
  return node.members.flatMap(({ key, value }) => {
    const inside = `${pointer}/${pointerToken(key.value)}`;
    return [...findLoneSurrogates(key, inside), ...findLoneSurrogates(value, inside)];
  });
}

const loneSurrogate = ({ position }: JsonNode, pointer: string): Diagnostic => ({
  code: "lone-surrogate",
  severity: "error",
  message: "the string contains half of a surrogate pair, which is not a character",
  position,
  pointer,
  hint: "write the character as a whole, or leave the escape out",
});
