import type { Policy } from "../../../policies/language/policySet.js";
import { exampleRole } from "../../../policies/reference/exampleNames.js";
import { allBounds, mapBounds } from "../../../properties/bounded.js";
import type { Target } from "../../../properties/target.js";
import { printAddress, type TargetAddress } from "../../../properties/targetAddress.js";
import type { ExtractedPolicy } from "../policies/extractedPolicy.js";
import { policyHole } from "../policies/policyHole.js";
import { readingsOf } from "./heldPolicies.js";

/**
 * A resource with its policy, for questions about single requests: an example role of the account asks, who
 * has no policy itself. Several documents on one resource, such as those that
 * `aws_lambda_permission` implies, make one.
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

/** Whether a policy is one of a resource, which principals do not hold. */
export const isOfResource = ({ kind, providerDefault }: ExtractedPolicy): boolean =>
  (kind === "resource" || kind === "trust") && !providerDefault;

function layer(policies: readonly Policy[], name: string): { readonly resource?: Policy } {
  const [only, ...others] = policies;
  if (only === undefined) return {};
  return { resource: others.length === 0 ? only : merged(policies, name) };
}

function merged(policies: readonly Policy[], source: string): Policy {
  const statements = policies
    .flatMap(({ document }) => document.statements)
    .map((statement, index) => ({ ...statement, index, pointer: `/Statement/${index}` }));
  const isNew = policies.some(({ document }) => document.version === "2012-10-17");
  return { source, document: { version: isNew ? "2012-10-17" : "2008-10-17", statements } };
}
