import { configurable } from "../configurable.js";
import { outsideOf } from "../outsideOf.js";
import { publicLaw } from "../publicLaw.js";

/**
 * No resource policy lets everyone in, or any AWS account that it does not name. A condition decides: one on the
 * organization, the account, or the network of the caller lets in those alone. So does what keeps everyone out
 * regardless of policies, such as S3 Block Public Access with `restrict_public_buckets`. Where accounts and organizations are
 * given as trusted, no other that a policy names is let in either.
 *
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { noPublicAccess } from "planproof/properties";
 *
 * assert.equal(noPublicAccess.with({ trusted: ["o-a1b2c3d4e5"] }).about, "resources");
 * ```
 */
export const noPublicAccess = configurable(
  {
    trusted: {
      help: "the organizations and accounts that may have access; by default all that a policy names",
      form: "trusted",
      default: [],
    },
  },
  ({ trusted }) =>
    publicLaw({
      id: "no-public-access",
      sentence:
        trusted.length === 0
          ? "no resource policy allows access by everyone or by any AWS account"
          : `no resource policy allows access by others than ${trusted.join(", ")}`,
      severity: "critical",
      preset: "recommended",
      page: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status",
      remedy: "name the principals, or add a condition on their organization, account or network",
      of: "resource",
      kinds: ["everyone", "anyAccount"],
      actions: ["*"],
      ...(trusted.length > 0 && {
        others: (callers, { account }) => outsideOf(callers, account, trusted),
      }),
      reason: ({ action, resource }, callers) => `\`${action}\` is allowed on \`${resource}\` for ${callers}`,
    }),
);
