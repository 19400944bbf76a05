import type { JsonNode } from "./jsonNode.js";

/** The value of a node, as `JSON.parse` gives it. */
export function plainValue(node: JsonNode): unknown {
  switch (node.type) {
    case "object":
      return Object.fromEntries(node.members.map(({ key, value }) => [key.value, plainValue(value)]));
    case "array":
      return node.items.map(plainValue);
    case "number":
      return Number(node.text);
    case "null":
      return null;
    default:
      return node.value;
  }
}
