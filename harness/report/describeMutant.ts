import type { Statement } from "../../policies/language/policyDocument.js";
import { policyJson } from "../../policies/language/printPolicy.js";
import type { MutationOutcome } from "../run/mutate/mutationOutcome.js";

/** What a mutant changes, in one line: `"Action": "ecs:StopTask" -> "ecs:*"`. */
export function describeMutant({ before, after, operator }: MutationOutcome): string {
  if (before === undefined)
    return operator === "version" ? "the other version" : "the policy is not attached";
  if (after === undefined) return "the statement is deleted";
  const [old, now] = [elementsOf(before), elementsOf(after)];
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  return names
    .filter((name) => JSON.stringify(old[name]) !== JSON.stringify(now[name]))
    .map((name) => `${name} ${short(old[name], now[name])} -> ${short(now[name], old[name])}`)
    .join(", ");
}

function elementsOf(statement: Statement): Readonly<Record<string, unknown>> {
  const [printed] = policyJson({ version: "2012-10-17", statements: [statement] })["Statement"] as object[];
  return printed as Readonly<Record<string, unknown>>;
}

/** Of two lists only the values that the other has not. */
function short(value: unknown, other: unknown): string {
  if (value === undefined) return "none";
  const [own, others] = [[value].flat(), [other].flat()];
  if (own.length === 1) return JSON.stringify(own[0]);
  const differing = own.filter((one) => !others.includes(one));
  return differing.length === 0
    ? "without it"
    : JSON.stringify(differing.length === 1 ? differing[0] : differing);
}
