import { compileAction } from "../../policies/evaluate/compileAction.js";
import { compileLayer } from "../../policies/evaluate/compileLayer.js";
import type { Policy } from "../../policies/language/policySet.js";
import type { Graph } from "./graph.js";

/** Whether a policy allows an action of some patterns. */
export function allowsAny(
  { place: { reference } }: Graph,
  policy: Policy,
  patterns: readonly string[],
): boolean {
  if (patterns.length === 0) return false;
  const layer = compileLayer([policy]);
  const namesOf = (pattern: string): readonly string[] => {
    if (!/[*?]/.test(pattern)) return [pattern];
    const isAsked = compileAction({ negated: false, patterns: [pattern] });
    const listed = reference.actionsOf(pattern.split(":", 1)[0]!.toLowerCase());
    return listed.map(({ name }) => name).filter((name) => isAsked(name.toLowerCase()));
  };
  return patterns.flatMap(namesOf).some((name) => layer.candidates(name.toLowerCase()).allow.length > 0);
}
