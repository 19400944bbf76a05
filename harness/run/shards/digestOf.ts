import { createHash } from "node:crypto";

/**
 * The SHA-256 of a value of plain data. What several parts share is read once, so that the cost is linear in the
 * memory that the value takes; functions do not count.
 */
export function digestOf(value: unknown): string {
  const known = new WeakMap<object, string>();
  const of = (one: unknown): string => {
    if (typeof one === "function") return "function";
    if (typeof one !== "object" || one === null) return JSON.stringify(one) ?? "undefined";
    const before = known.get(one);
    if (before !== undefined) return before;
    const hash = createHash("sha256").update(Array.isArray(one) ? "[" : "{");
    for (const [key, member] of entriesOf(one)) hash.update(`${JSON.stringify(key)}:${of(member)},`);
    const digest = hash.digest("hex");
    known.set(one, digest);
    return digest;
  };
  return of(value);
}

function entriesOf(value: object): Iterable<readonly [unknown, unknown]> {
  if (value instanceof Map) return [...(value as Map<unknown, unknown>)];
  if (value instanceof Set) return [...(value as Set<unknown>)].map((member) => [0, member] as const);
  return Object.entries(value);
}
