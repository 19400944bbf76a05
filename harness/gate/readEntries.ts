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
import { plainValue } from "../../policies/text/plainValue.js";
import { type EntryForm, entryFaults } from "./entryFaults.js";

/** A file with a list of entries. */
export interface EntryFile {
  /** the key of the list: `exceptions` */
  readonly key: string;
  readonly form: EntryForm;
  /** how to begin one */
  readonly hint: string;
}

/** An entry with where it is written. */
export type Written<T> = T & { readonly written: { readonly file: string; readonly position: Position } };

/**
 * Reads a file of entries, such as `{"exceptions":[…]}`. What is wrong with it has its line; an unknown key is an error.
 *
 * @param file its name, for messages
 */
export function readEntries<T extends object>(
  file: string,
  content: string,
  { key, form, hint }: EntryFile,
): Result<readonly Written<T>[]> {
  const parsed = parseJson(content);
  if (!parsed.ok) return failures(parsed.diagnostics.map((one) => ({ ...one, source: file })));
  const list = jsonMember(parsed.value, key);
  const faults = [
    ...fileFaults(parsed.value, list, { key, form, hint }),
    ...itemsOf(list).flatMap((node) => faultsOf(node, form)),
  ];
  if (faults.length > 0) return failures(faults.map((one) => ({ ...one, source: file })));
  return success(
    itemsOf(list).map((node) => ({
      ...(plainValue(node) as T),
      written: { file, position: node.position },
    })),
  );
}

const itemsOf = (list: JsonNode | undefined): readonly JsonNode[] =>
  list?.type === "array" ? list.items : [];

function fileFaults(
  node: JsonNode,
  list: JsonNode | undefined,
  { key, form, hint }: EntryFile,
): readonly Diagnostic[] {
  if (node.type !== "object") return [fault(`it is ${describeNode(node)}`, hint, node.position)];
  const unknown = node.members.filter((one) => one.key.value !== key && one.key.value !== "$schema");
  return [
    ...unknown.map((one) =>
      fault(`unknown key \`${one.key.value}\``, didYouMean(one.key.value, [key]), one.key.position),
    ),
    ...(list?.type === "array" ? [] : [expectedMember(node, key, `a list, each ${form.what}`)]),
  ];
}

const faultsOf = (node: JsonNode, form: EntryForm): readonly Diagnostic[] =>
  entryFaults(plainValue(node), form).map(({ key, message, hint }) => {
    const at = key === undefined ? undefined : memberAt(node, key);
    return fault(message, hint, at ?? node.position);
  });

const memberAt = (node: JsonNode, key: string): Position | undefined =>
  node.type === "object" ? node.members.find((one) => one.key.value === key)?.key.position : undefined;

const fault = (message: string, hint: string, position: Position): Diagnostic => ({
  code: "entry",
  severity: "error",
  message,
  hint,
  position,
});
