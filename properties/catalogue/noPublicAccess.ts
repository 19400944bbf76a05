import { publicLaw } from "../publicLaw.js";

/**
 * No resource policy lets everyone in, or any AWS account that it does not name. A condition decides: one on the
 * organization, the account, or the network of the caller lets in those alone.
 *
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { noPublicAccess } from "planproof/properties";
 *
 * assert.equal(noPublicAccess.about, "resources");
 * ```
 */
export const noPublicAccess = publicLaw({
  id: "no-public-access",
  sentence: "no resource policy allows access by everyone or by any AWS account",
  severity: "critical",
  preset: "recommended",
  page: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status",
  remedy: "name the principals, or add a condition on their organization, account or network",
  of: "resource",
  kinds: ["everyone", "anyAccount"],
  actions: ["*"],
  reason: ({ action, resource }, callers) => `\`${action}\` is allowed on \`${resource}\` for ${callers}`,
});
