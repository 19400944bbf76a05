import { compileAction } from "../../policies/evaluate/compileAction.js";
import type { Policy } from "../../policies/language/policySet.js";
import type { Graph } from "./graph.js";
import { policyAllows } from "./policyAllows.js";

/** Whether a policy allows an action of some patterns. */
export function allowsAny(
  { place: { reference } }: Graph,
  policy: Policy,
  patterns: readonly string[],
): boolean {
  if (patterns.length === 0) return false;
  const namesOf = (pattern: string): readonly string[] => {
    if (!/[*?]/.test(pattern)) return [pattern];
    const isAsked = compileAction({ negated: false, patterns: [pattern] });
    const listed = reference.actionsOf(pattern.split(":", 1)[0]!.toLowerCase());
    return listed.map(({ name }) => name).filter((name) => isAsked(name.toLowerCase()));
  };
  const allows = policyAllows(policy);
  return patterns.flatMap(namesOf).some((name) => allows(name.toLowerCase()));
}
