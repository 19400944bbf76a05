import { readPolicy } from "../../policies/language/parsePolicy.js";
import type { PolicyKind } from "../../policies/language/policyDocument.js";
import type { HeldResource, Policy, PolicySet } from "../../policies/language/policySet.js";
import { findManagedPolicy } from "../../policies/managed/findManagedPolicy.js";
import type { Diagnostic } from "../../policies/text/diagnostic.js";
import { describeNode, type JsonNode, type JsonObject } from "../../policies/text/jsonNode.js";
import { readHeldResource } from "./readHeldResource.js";

/**
 * The policies of a case.
 *
 * `refused`: a document is one that AWS would not store, so the case allows nothing.
 * `unreadable`: the row does not say which policies it is about.
 */
export type RowPolicies =
  | { readonly kind: "read"; readonly policies: PolicySet }
  | { readonly kind: "refused"; readonly diagnostics: readonly Diagnostic[] }
  | { readonly kind: "unreadable"; readonly diagnostics: readonly Diagnostic[] };

/** Every layer but `resources`, which {@link readHeldResource} reads. */
type Layer = Exclude<keyof PolicySet, "resources">;

// How deep the lists of each layer nest, and what its documents are.
const layers: Readonly<Record<Layer, { readonly kind: PolicyKind; readonly depth: 0 | 1 | 2 }>> = {
  identity: { kind: "identity", depth: 1 },
  boundary: { kind: "boundary", depth: 0 },
  session: { kind: "session", depth: 1 },
  resource: { kind: "resource", depth: 0 },
  endpoint: { kind: "endpoint", depth: 0 },
  scps: { kind: "scp", depth: 2 },
  rcps: { kind: "rcp", depth: 2 },
};

/** Documents by the names that the head of a corpus gives them. */
export type NamedDocuments = ReadonlyMap<string, JsonNode>;

/**
 * Reads the policies of a case: documents, `managed:NAME@vN` for those that are bundled here, and names of
 * documents.
 */
export function readPolicies(node: JsonObject, documents: NamedDocuments = new Map()): RowPolicies {
  const reader = new PolicyReader(documents);
  const set: Partial<Record<keyof PolicySet, unknown>> = { identity: [] };
  for (const { key, value } of node.members) {
    if (key.value === "resources") {
      set.resources = reader.readResources(value);
      continue;
    }
    const layer = layers[key.value as Layer];
    // A layer not known here could deny what the others allow: to ignore it would be to guess.
    if (!Object.hasOwn(layers, key.value))
      reader.complain(value, `\`${key.value}\` is not a layer of policies`);
    else set[key.value as Layer] = reader.read(value, key.value, layer);
  }
  if (reader.unreadable.length > 0) return { kind: "unreadable", diagnostics: reader.unreadable };
  if (reader.refused.length > 0) return { kind: "refused", diagnostics: reader.refused };
  return { kind: "read", policies: set as unknown as PolicySet };
}

class PolicyReader {
  readonly refused: Diagnostic[] = [];
  readonly unreadable: Diagnostic[] = [];
  readonly #documents: NamedDocuments;

  constructor(documents: NamedDocuments) {
    this.#documents = documents;
  }

  read(node: JsonNode, source: string, { kind, depth }: { kind: PolicyKind; depth: number }): unknown {
    if (depth === 0) return this.#readOne(node, source, kind);
    if (node.type !== "array")
      return this.complain(node, `\`${source}\` is ${describeNode(node)}, not a list`);
    return node.items.map((item, index) =>
      this.read(item, `${source}[${index}]`, { kind, depth: depth - 1 }),
    );
  }

  readResources(node: JsonNode): readonly (HeldResource | undefined)[] | undefined {
    if (node.type === "array") return node.items.map((item, index) => this.#readResource(item, index));
    return this.complain(node, `\`resources\` is ${describeNode(node)}, not a list`);
  }

  complain(node: JsonNode, message: string): undefined {
    const names = [...Object.keys(layers), "resources"].join(", ");
    const hint = `the layers are ${names}; \`scps\` and \`rcps\` hold a list per level`;
    this.unreadable.push({ code: "not-policies", severity: "error", message, position: node.position, hint });
  }

  #readResource(node: JsonNode, index: number): HeldResource | undefined {
    const read = readHeldResource(node);
    if (!read.ok) {
      for (const one of read.diagnostics) this.unreadable.push(one);
      return undefined;
    }
    const { policies, ...held } = read.value;
    const source = `resources[${index}].policies`;
    const documents = this.read(policies, source, { kind: "resource", depth: 1 });
    return { ...held, policies: documents as readonly Policy[] };
  }

  #readOne(node: JsonNode, source: string, kind: PolicyKind): Policy | undefined {
    const named = node.type === "string" ? this.#documents.get(node.value) : undefined;
    if (node.type === "string" && named === undefined) return this.#readManaged(node, node.value);
    const read = readPolicy(named ?? node, kind);
    if (read.ok) return { source: node.type === "string" ? node.value : source, document: read.value };
    for (const one of read.diagnostics.filter(({ severity }) => severity === "error")) this.refused.push(one);
    return undefined;
  }

  #readManaged(node: JsonNode, name: string): Policy | undefined {
    const managed = name.startsWith("managed:")
      ? findManagedPolicy(name.slice("managed:".length))
      : undefined;
    if (managed === undefined) {
      const message = `unknown policy \`${name}\``;
      const hint = "write a document, or `managed:NAME@vN` with a name of `planproof list policies`";
      const [code, severity] = ["unknown-managed-policy", "error"] as const;
      this.unreadable.push({ code, severity, message, position: node.position, hint });
      return undefined;
    }
    return { source: `managed:${managed.name}@${managed.version}`, document: managed.document };
  }
}
