import { exampleRole } from "../../policies/reference/exampleRole.js";
import { exactValue } from "../../properties/bounded.js";
import type { Target } from "../../properties/target.js";
import type { Extraction } from "./extraction.js";
import type { ExtractedPolicy } from "./policies/extractedPolicy.js";
import { policySource } from "./policies/findPolicies.js";

/**
 * A target for each known document, refused or not, for properties about documents. What a data
 * source reads is in AWS already, which took it.
 *
 * @param source the name that the addresses of targets begin with
 */
export const documentTargets = (
  { policies, account }: Pick<Extraction, "policies" | "account">,
  source: string,
): readonly Target[] => policies.filter(isKnown).map((policy) => documentTarget(policy, { source, account }));

const isKnown = ({ policy, diagnostics }: ExtractedPolicy): boolean =>
  (policy !== null && exactValue(policy) !== undefined) ||
  diagnostics.some(({ severity }) => severity === "error");

const documentTarget = (
  { address, attribute, diagnostics }: ExtractedPolicy,
  { source, account }: { readonly source: string; readonly account: string | undefined },
): Target => ({
  address:
    address === source || source === ""
      ? { source: address }
      : { source, resource: policySource(address, attribute) },
  principal: exampleRole(account),
  policies: { identity: [] },
  holes: [],
  document: { diagnostics },
});
