import type { Decision } from "../../policies/language/request.js";
import type { Diagnostic } from "../../policies/text/diagnostic.js";
import { expectedMember, jsonMember, stringValue } from "../../policies/text/jsonMember.js";
import type { JsonNode, JsonObject } from "../../policies/text/jsonNode.js";
import { plainValue } from "../../policies/text/plainValue.js";
import { corpusVersion, documentDigest } from "./corpusHead.js";
import { readCanonicalRow } from "./readCanonicalRow.js";
import { type RowPolicies, readPolicies } from "./readPolicies.js";
import type { WrittenRequest } from "./readRequest.js";
import { readCorpusRow } from "./readRow.js";
import { readShortRow } from "./readShortRow.js";
import type { NumberedLine } from "./splitLines.js";

/** A target as the head of a corpus has it. */
export interface ReadTarget {
  readonly principal: string;
  readonly policies: RowPolicies;
}

/** A case, its policies not looked into yet. */
export interface ReadCase {
  readonly id: string;
  readonly line: number;
  readonly request: WrittenRequest;
  readonly expected: Decision;
  /** the name of its target; absent where the row does not say */
  readonly target?: string;
  /** the properties that its request violated when it was saved; absent for other cases */
  readonly properties?: readonly string[];
  /** the policies of the row; absent where the head has those of its target */
  readonly own?: { readonly text: string; readonly node?: JsonObject };
}

/** What a line is: nothing that is asked, a case, or why it cannot be read. */
export type CorpusLine =
  | { readonly kind: "none" }
  | { readonly kind: "case"; readonly row: ReadCase }
  | { readonly kind: "unreadable"; readonly diagnostic: Diagnostic; readonly inHead: boolean };

/** Reads a corpus line by line, and keeps what its head says. */
export class CorpusReader {
  readonly targets = new Map<string, ReadTarget>();
  readonly #documents = new Map<string, JsonNode>();
  readonly #knows: (policiesText: string) => boolean;

  /** @param knows whether the JSON of policies was read before; such a row is read several times faster */
  constructor(knows: (policiesText: string) => boolean = () => false) {
    this.#knows = knows;
  }

  read({ line, text }: NumberedLine): CorpusLine {
    if (!text.ok) return unreadable(line, text.diagnostics);
    const short = readShortRow(text.value, line);
    if (short !== undefined) return { kind: "case", row: short };
    if (text.value.trim() === "") return none;
    const quick = readCanonicalRow(text.value);
    if (quick !== undefined && this.#knows(quick.policiesText)) {
      const { policiesText, ...row } = quick;
      return { kind: "case", row: { ...row, line, own: { text: policiesText } } };
    }
    const read = readCorpusRow(text.value, line);
    if (!read.ok) return unreadable(line, read.diagnostics, isHead(text.value));
    if (read.value.kind === "head") return this.#takeHead(read.value.node, line);
    if (read.value.kind === "target") return { kind: "case", row: read.value.row };
    const { policies: node, policiesText, ...row } = read.value.row;
    return { kind: "case", row: { ...row, own: { text: policiesText, node } } };
  }

  #takeHead(node: JsonObject, line: number): CorpusLine {
    const fault = this.#faultOfHead(node);
    return fault === undefined ? none : unreadable(line, [fault], true);
  }

  #faultOfHead(node: JsonObject): Diagnostic | undefined {
    const version = jsonMember(node, "corpus");
    if (version !== undefined)
      return version.type === "number" && Number(version.text) === corpusVersion ? undefined : newer(version);
    const [document, target] = [jsonMember(node, "document"), jsonMember(node, "target")];
    return document !== undefined ? this.#takeDocument(node, document) : this.#takeTarget(node, target!);
  }

  #takeDocument(node: JsonObject, nameNode: JsonNode): Diagnostic | undefined {
    const [name, policy] = [stringValue(nameNode), jsonMember(node, "policy")];
    if (name === undefined) return expectedMember(node, "document", "the name of the document");
    if (policy?.type !== "object") return expectedMember(node, "policy", "a policy document");
    const digest = stringValue(jsonMember(node, "digest"));
    if (digest !== documentDigest(JSON.stringify(plainValue(policy)))) return changed(name, nameNode);
    this.#documents.set(name, policy);
    return undefined;
  }

  #takeTarget(node: JsonObject, nameNode: JsonNode): Diagnostic | undefined {
    const [name, principal] = [stringValue(nameNode), stringValue(jsonMember(node, "principal"))];
    const policies = jsonMember(node, "policies");
    if (name === undefined) return expectedMember(node, "target", "the name of the target");
    if (principal === undefined) return expectedMember(node, "principal", "the ARN of a principal");
    if (policies?.type !== "object") return expectedMember(node, "policies", "an object with `identity`");
    const read = readPolicies(policies, this.#documents);
    this.targets.set(name, { principal, policies: read });
    return read.kind === "unreadable" ? read.diagnostics[0] : undefined;
  }
}

const none: CorpusLine = { kind: "none" };

const isHead = (text: string): boolean => /^\s*\{\s*"(?:corpus|document|target)"/.test(text);

function unreadable(line: number, diagnostics: readonly Diagnostic[], inHead = false): CorpusLine {
  const [first] = diagnostics.filter(({ severity }) => severity === "error");
  const { column, offset } = first?.position ?? { column: 1, offset: 0 };
  return first === undefined
    ? none
    : { kind: "unreadable", diagnostic: { ...first, position: { line, column, offset } }, inHead };
}

const newer = (node: JsonNode): Diagnostic => ({
  code: "unknown-corpus",
  severity: "error",
  message: "the head of the corpus is of a form that is not known",
  position: node.position,
  hint: `this version of planproof reads \`{"corpus":${corpusVersion}}\`; use a newer one`,
});

const changed = (name: string, { position }: JsonNode): Diagnostic => ({
  code: "changed-document",
  severity: "error",
  message: `the document \`${name}\` of the head is not the one that its digest says`,
  position,
  hint: "take the row from version control, or write the head anew with `planproof corpus replay FILE --against SOURCE --update`",
});
