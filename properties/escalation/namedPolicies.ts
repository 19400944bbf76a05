import { compileAction } from "../../policies/evaluate/compileAction.js";
import type { Node } from "./node.js";

/** Patterns, in lower case, of all policies that the conditions of a caller on a key let through; undefined for any policy. */
export function namedPolicies({ set }: Node, action: string, key: string): readonly string[] | undefined {
  const patterns = new Set<string>();
  for (const { effect, conditions, ...statement } of set.identity.flatMap(
    ({ document }) => document.statements,
  )) {
    if (effect === "Deny" || !compileAction(statement.action)(action.toLowerCase())) continue;
    const positive = conditions.find(
      (one) => one.key.toLowerCase() === key.toLowerCase() && naming.has(one.operator.name),
    );
    if (positive === undefined) return undefined;
    for (const value of positive.values) patterns.add(value.replaceAll(/\$\{[^}]*\}/g, "*").toLowerCase());
  }
  return [...patterns].toSorted();
}

/** Operators of conditions that name what they let through. */
const naming: ReadonlySet<string> = new Set([
  "StringEquals",
  "StringEqualsIgnoreCase",
  "StringLike",
  "ArnEquals",
  "ArnLike",
]);
