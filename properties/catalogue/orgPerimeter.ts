import { callerLaw } from "../callerLaw.js";
import { configurable } from "../configurable.js";
import { outsideOf } from "../outsideOf.js";

/**
 * Other accounts have access only where they are in the organization, or among the accounts that are trusted. In the
 * preset `strict` none is. Where the account of the plan is unknown, accounts that a policy names are left out.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_data-perimeters.html
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { orgPerimeter } from "planproof/properties";
 *
 * assert.equal(orgPerimeter.with({ trusted: ["o-a1b2c3d4e5"] }).severity, "high");
 * ```
 */
export const orgPerimeter = configurable(
  {
    trusted: {
      help: "the organization and the accounts that are trusted",
      form: "trusted",
      strict: [],
    },
  },
  ({ trusted }) =>
    callerLaw({
      id: "org-perimeter",
      sentence: "no other account has access but those that are trusted",
      severity: "high",
      preset: "strict",
      page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_data-perimeters.html",
      remedy:
        "add the condition StringEquals on aws:PrincipalOrgID, or name the account in the parameter `trusted`",
      of: ["resource", "trust"],
      actions: ["*"],
      asks: (callers, { account }) => outsideOf(callers, account, trusted),
      reason: ({ action, resource }, callers) => `\`${action}\` is allowed on \`${resource}\` for ${callers}`,
    }),
);
