import { compileAction } from "../../policies/evaluate/compileAction.js";
import { compileLayer, type Layer } from "../../policies/evaluate/compileLayer.js";
import type { HeldResource, Policy } from "../../policies/language/policySet.js";

/**
 * Whether a policy of some resources allows an action on something, regardless of the caller. Only the policies that
 * answer for the action are compiled, of which a plan may have a thousand for each principal.
 */
export function grantedByResources(resources: readonly HeldResource[]): (action: string) => boolean {
  const policies = new Map<string, Policy[]>();
  for (const { actions = ["*"], policies: own } of resources) {
    const key = actions.join(" ");
    const known = policies.get(key);
    if (known === undefined) policies.set(key, [...own]);
    else for (const policy of own) known.push(policy);
  }
  const groups = [...policies].map(([actions, all]) => {
    let layer: Layer | undefined;
    return {
      answersFor: compileAction({ negated: false, patterns: actions.split(" ") }),
      layer: () => (layer ??= compileLayer(all)),
    };
  });
  return (action) =>
    groups.some(
      (one) => one.answersFor(action.toLowerCase()) && one.layer().candidates(action).allow.length > 0,
    );
}
