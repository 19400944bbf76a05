import type { Policy, PolicySet } from "../../../policies/language/policySet.js";
import { exampleRole } from "../../../policies/reference/exampleRole.js";
import { allBounds, mapBounds } from "../../../properties/bounded.js";
import type { Target } from "../../../properties/target.js";
import { printAddress, type TargetAddress } from "../../../properties/targetAddress.js";
import type { ExtractedPolicy } from "../policies/extractedPolicy.js";
import { policyHole } from "../policies/policyHole.js";
import { readingsOf } from "./heldPolicies.js";

/**
 * Policies of a resource without the resource, for questions about single requests: of a document in a separate file,
 * or of a plan by the address of one policy. An example role of the account asks, which has no policy itself.
 */
export function resourceTarget(
  policies: readonly ExtractedPolicy[],
  { address, account }: { readonly address: TargetAddress; readonly account: string | undefined },
): Target {
  const known = policies.flatMap(({ policy }) => policy ?? []);
  const unknown = policies.filter(({ policy }) => policy === null);
  return {
    address,
    principal: exampleRole(account),
    ...readingsOf({
      policies: mapBounds(allBounds(known), (documents) => ({
        identity: [],
        ...layer(documents, printAddress(address)),
      })),
      holes: unknown.map(policyHole),
    }),
  };
}

/** Several documents stay apart: each has its source and its version. */
function layer(policies: readonly Policy[], address: string): Partial<PolicySet> {
  const [only, ...others] = policies;
  if (only === undefined) return {};
  return others.length === 0 ? { resource: only } : { resources: [{ address, arns: ["*"], policies }] };
}
