import {
  type Diagnostic,
  failures,
  type Position,
  type Result,
  success,
} from "../../policies/text/diagnostic.js";
import { expectedMember, jsonMember } from "../../policies/text/jsonMember.js";
import { describeNode, type JsonNode } from "../../policies/text/jsonNode.js";
import { didYouMean } from "../../policies/text/nearestNames.js";
import { parseJson } from "../../policies/text/parseJson.js";
import type { Exception } from "./exception.js";
import { exceptionFaults } from "./exceptionFaults.js";

/**
 * Reads a file of exceptions: `{"exceptions":[…]}`. What is wrong with it has its line; an unknown key is an error.
 *
 * @param file its name, for messages
 */
export function readExceptions(file: string, text: string): Result<readonly Exception[]> {
  const parsed = parseJson(text);
  if (!parsed.ok) return failures(parsed.diagnostics.map((one) => ({ ...one, source: file })));
  const list = jsonMember(parsed.value, "exceptions");
  const faults = [...fileFaults(parsed.value, list), ...itemsOf(list).flatMap(faultsOf)];
  if (faults.length > 0) return failures(faults.map((one) => ({ ...one, source: file })));
  return success(
    itemsOf(list).map((node) => ({
      ...(plainValue(node) as Exception),
      written: { file, position: node.position },
    })),
  );
}

const itemsOf = (list: JsonNode | undefined): readonly JsonNode[] =>
  list?.type === "array" ? list.items : [];

function fileFaults(node: JsonNode, list: JsonNode | undefined): readonly Diagnostic[] {
  if (node.type !== "object") return [fault(`it is ${describeNode(node)}`, expected, node.position)];
  const unknown = node.members.filter(({ key }) => key.value !== "exceptions" && key.value !== "$schema");
  return [
    ...unknown.map(({ key }) =>
      fault(`unknown key \`${key.value}\``, didYouMean(key.value, ["exceptions"]), key.position),
    ),
    ...(list?.type === "array" ? [] : [expectedMember(node, "exceptions", "a list of exceptions")]),
  ];
}

const expected = 'write {"exceptions": [ … ]}; `planproof except ID SOURCE` writes the first';

const faultsOf = (node: JsonNode): readonly Diagnostic[] =>
  exceptionFaults(plainValue(node)).map(({ key, message, hint }) => {
    const at = key === undefined ? undefined : memberAt(node, key);
    return fault(message, hint, at ?? node.position);
  });

const memberAt = (node: JsonNode, key: string): Position | undefined =>
  node.type === "object" ? node.members.find((one) => one.key.value === key)?.key.position : undefined;

const fault = (message: string, hint: string, position: Position): Diagnostic => ({
  code: "exception",
  severity: "error",
  message,
  hint,
  position,
});

/** The plain value of a node; a number of a statement is a name as well. */
function plainValue(node: JsonNode): unknown {
  switch (node.type) {
    case "object":
      return Object.fromEntries(
        node.members.map(({ key, value }) => [
          key.value,
          key.value === "statement" && value.type === "number" ? value.text : plainValue(value),
        ]),
      );
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
