import { publicLaw } from "../publicLaw.js";

/**
 * No role can be assumed by any AWS account, service or identity provider that its trust policy does not name.
 * A condition decides: one on the organization or the account of the caller lets in those alone.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { noPublicTrust } from "planproof/properties";
 *
 * assert.equal(noPublicTrust.about, "resources");
 * ```
 */
export const noPublicTrust = publicLaw({
  id: "no-public-trust",
  sentence: "no role can be assumed by any AWS account, service or identity provider",
  severity: "critical",
  preset: "recommended",
  page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous",
  remedy: "name the principals that may assume the role, or add a condition on their organization or account",
  of: "trust",
  kinds: ["anyAccount", "anyService", "anyFederated"],
  actions: ["sts:AssumeRole*"],
  reason: ({ resource }, callers) => `\`${resource}\` can be assumed by ${callers}`,
});
