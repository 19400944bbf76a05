import type { PolicyDocument } from "../../policies/language/policyDocument.js";
import type { PolicySet } from "../../policies/language/policySet.js";
import { prove } from "../../policies/prove/prove.js";

/** Whether all that one document allows the other allows too; proved. */
export const isWithin = (one: PolicyDocument, other: PolicyDocument): boolean =>
  prove(identity(one), identity(other)).verdict === "proved";

const identity = (document: PolicyDocument): PolicySet => ({ identity: [{ source: "policy", document }] });

/** A document with its lists in the order of their strings, as a set has none. */
export function normalDocument(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(normalDocument);
    return items.every((item) => typeof item === "string") ? items.toSorted() : items;
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, inner]) => [key, normalDocument(inner)] as const)
      .toSorted(([one], [other]) => (one < other ? -1 : 1)),
  );
}
