import type { Diagnostic } from "../../policies/text/diagnostic.js";
import { describeNode, type JsonNode } from "../../policies/text/jsonNode.js";

/** The value of a key of an object; undefined when it has none or is not an object. */
export const jsonMember = (node: JsonNode | undefined, key: string): JsonNode | undefined =>
  node?.type === "object" ? node.members.find((candidate) => candidate.key.value === key)?.value : undefined;

/** The value of a string node; undefined for every other node. */
export const text = (node: JsonNode | undefined): string | undefined =>
  node?.type === "string" ? node.value : undefined;

/** A diagnostic for a key whose value is not of the expected kind, or is missing. */
export function expected(owner: JsonNode, key: string, what: string): Diagnostic {
  const node = jsonMember(owner, key);
  const found = node === undefined ? "is missing" : describe(node);
  return {
    code: node === undefined ? "missing-key" : "wrong-type",
    severity: "error",
    message: `\`${key}\` ${found}`,
    position: (node ?? owner).position,
    hint: `write ${what} there`,
  };
}

const describe = (node: JsonNode): string =>
  node.type === "string" ? `cannot be \`${node.value}\`` : `is ${describeNode(node)}`;
