import { parsePolicy } from "../../policies/language/parsePolicy.js";
import type { PolicyDocument } from "../../policies/language/policyDocument.js";
import { policyJson, printPolicy } from "../../policies/language/printPolicy.js";

/** A policy document in place of another. */
export interface Replacement {
  /** the address of its resource, with the attribute or without; a single document has any */
  readonly source: string;
  readonly before: PolicyDocument;
  readonly after: PolicyDocument;
}

/**
 * The JSON of a plan, a state or a document with one policy replaced, after the change; undefined where it is not
 * found. A document in a plan is a string that means what the old one does, in the resource that the source names.
 *
 * @param json is not changed
 */
export function replaceDocument(json: unknown, replacement: Replacement): unknown {
  if (isObject(json) && "Statement" in json)
    return isDocument(JSON.stringify(json), replacement.before) ? policyJson(replacement.after) : undefined;
  const walk = new Walk(replacement);
  const replaced = walk.value(json, false);
  return walk.found ? replaced : undefined;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function isDocument(text: string, wanted: PolicyDocument): boolean {
  if (!text.includes("Statement")) return false;
  return (["identity", "resource", "trust"] as const).some((kind) => {
    const parsed = parsePolicy(text, kind, { keeper: "aws" });
    return parsed.ok && printPolicy(parsed.value, 0) === printPolicy(wanted, 0);
  });
}

/** What a plan says of the time before, or of what was there already. */
const left = new Set(["before", "prior_state", "resource_drift"]);

class Walk {
  found = false;
  readonly #replacement: Replacement;

  constructor(replacement: Replacement) {
    this.#replacement = replacement;
  }

  /** @param inside the value is of the resource that holds the document */
  value(value: unknown, inside: boolean): unknown {
    if (typeof value === "string") return inside ? this.#string(value) : value;
    if (Array.isArray(value)) return value.map((item) => this.value(item, inside));
    if (!isObject(value)) return value;
    const own = typeof value["address"] === "string" ? this.#names(value["address"]) : inside;
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => [key, left.has(key) ? member : this.value(member, own)]),
    );
  }

  #names(address: string): boolean {
    const { source } = this.#replacement;
    return source === address || source.startsWith(`${address}.`) || source.startsWith(`${address} `);
  }

  #string(text: string): string {
    const { before, after } = this.#replacement;
    if (!isDocument(text, before)) return text;
    this.found = true;
    return printPolicy(after, 0);
  }
}
