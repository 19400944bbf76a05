import type { Diagnostic } from "../text/diagnostic.js";
import {
  describeNode,
  type JsonNode,
  type JsonObject,
  type JsonString,
  pointerToken,
} from "../text/jsonNode.js";
import type { PolicyKind, PolicyVersion } from "./policyDocument.js";
import type { PolicyPlace } from "./policyPlace.js";

/** What a document is read as. */
export interface ReadingOptions {
  readonly kind: PolicyKind;
  readonly version: PolicyVersion;
  readonly place?: PolicyPlace;
}

/** What every reader of a part of a document shares: where it is and where problems go. */
export class ReadContext {
  readonly kind: PolicyKind;
  readonly version: PolicyVersion;
  readonly place: PolicyPlace;
  readonly pointer: string;
  readonly diagnostics: Diagnostic[];

  constructor(
    { kind, version, place = {} }: ReadingOptions,
    diagnostics: Diagnostic[] = [],
    pointer: string = "",
  ) {
    this.kind = kind;
    this.version = version;
    this.place = place;
    this.diagnostics = diagnostics;
    this.pointer = pointer;
  }

  /** The context of a member or an element of the value that this one is about. */
  at(token: string | number): ReadContext {
    const pointer = `${this.pointer}/${pointerToken(String(token))}`;
    return new ReadContext(this, this.diagnostics, pointer);
  }

  error(node: JsonNode, code: string, message: string, hint: string): void {
    this.#report("error", node, { code, message, hint });
  }

  warn(node: JsonNode, code: string, message: string, hint: string): void {
    this.#report("warning", node, { code, message, hint });
  }

  expected(node: JsonNode, what: string): void {
    this.error(
      node,
      "wrong-type",
      `expected ${what}, but found ${describeNode(node)}`,
      `write ${what} there`,
    );
  }

  #report(
    severity: Diagnostic["severity"],
    node: JsonNode,
    { code, message, hint }: Pick<Diagnostic, "code" | "message" | "hint">,
  ): void {
    const { pointer } = this;
    this.diagnostics.push({ code, severity, message, position: node.position, pointer, hint });
  }
}

/** The members of an object by name, after reporting every one that is not in `known`. */
export function readMembers(
  context: ReadContext,
  node: JsonObject,
  known: readonly string[],
): ReadonlyMap<string, JsonNode> {
  for (const { key } of node.members) {
    if (known.includes(key.value)) continue;
    const near = known.find((name) => name.toLowerCase() === key.value.toLowerCase());
    const hint = near
      ? `element names are case-sensitive: write \`${near}\``
      : `expected one of: ${known.join(", ")}`;
    context.at(key.value).error(key, "unknown-element", `unknown policy element \`${key.value}\``, hint);
  }
  return new Map(node.members.map(({ key, value }) => [key.value, value]));
}

/** Calls back for every string of a value or a list, except those of which a part is unknown. */
export function eachText(
  context: ReadContext,
  node: JsonNode,
  check: (here: ReadContext, node: JsonString) => void,
): void {
  const { isOpen = () => false } = context.place;
  const visit = (here: ReadContext, item: JsonNode) => {
    if (item.type === "string" && !isOpen(item.value)) check(here, item);
  };
  if (node.type === "array") for (const [index, item] of node.items.entries()) visit(context.at(index), item);
  else visit(context, node);
}

/** One string or a list of strings, as a list; undefined after reporting anything else. */
export function readStrings(context: ReadContext, node: JsonNode): readonly string[] | undefined {
  if (node.type === "string") return [node.value];
  if (node.type !== "array") {
    context.expected(node, "a string or a list of strings");
    return undefined;
  }
  const strings: string[] = [];
  node.items.forEach((item, index) => {
    if (item.type === "string") strings.push(item.value);
    else context.at(index).expected(item, "a string");
  });
  return strings;
}
