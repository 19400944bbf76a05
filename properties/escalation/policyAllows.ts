import { compileLayer } from "../../policies/evaluate/compileLayer.js";
import type { Policy } from "../../policies/language/policySet.js";

/** Says of actions, in lower case, whether a policy allows them on something. */
export function policyAllows(policy: Policy): (action: string) => boolean {
  const layer = compileLayer([policy]);
  return (action) => layer.candidates(action).allow.length > 0;
}
