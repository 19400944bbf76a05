import type { Diagnostic } from "./diagnostic.js";
import { describeNode, type JsonNode } from "./jsonNode.js";

/** The value of a key of an object; undefined where the object lacks it, or the node is not an object. */
export const jsonMember = (node: JsonNode | undefined, key: string): JsonNode | undefined =>
  node?.type === "object" ? node.members.find((candidate) => candidate.key.value === key)?.value : undefined;

/** The value of a string node; undefined for every other node. */
export const stringValue = (node: JsonNode | undefined): string | undefined =>
  node?.type === "string" ? node.value : undefined;

/** A diagnostic that the value of a key is missing or is not what was expected. */
export function expectedMember(owner: JsonNode, key: string, what: string): Diagnostic {
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
