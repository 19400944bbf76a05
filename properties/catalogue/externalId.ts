import { readCaller } from "../../policies/evaluate/caller.js";
import { inAll, inAny } from "../allowedBy.js";
import { callerLaw } from "../callerLaw.js";
import { configurable } from "../configurable.js";
import { meeting, when, without } from "../meeting.js";

/**
 * A role that another account may assume asks for a fixed `sts:ExternalId`: without one, or with one that any
 * caller could send, the other account can be made to use the role for one of its other customers. Left out are accounts
 * that are let in as members of the organization, and users with MFA.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { externalId } from "planproof/properties";
 *
 * assert.equal(externalId.with({ partners: ["444455556666"] }).id, "external-id");
 * ```
 */
export const externalId = configurable(
  {
    partners: {
      help: "the accounts that need an external ID; by default every other account that a trust policy names",
      form: "account",
      default: [],
    },
    trusted: { help: "accounts of your own, which need none", form: "account", default: [] },
  },
  ({ partners, trusted }) =>
    callerLaw({
      id: "external-id",
      sentence: "another account can assume a role only with a fixed sts:ExternalId",
      severity: "high",
      preset: "recommended",
      page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html",
      remedy:
        "add the condition StringEquals on sts:ExternalId with an ID of the partner's making, or on aws:PrincipalOrgID",
      of: ["trust"],
      actions: ["sts:AssumeRole"],
      asks: ({ kind, principal }, { account }) => {
        if (kind !== "account" && kind !== "principal") return undefined;
        const other = readCaller(principal).account;
        const isPartner = partners.includes(other);
        if (partners.length > 0 ? !isPartner : account === undefined || other === account) return undefined;
        if (!isPartner && trusted.includes(other)) return undefined;
        return inAll(
          meeting(without("aws:PrincipalOrgID"), without("aws:MultiFactorAuthPresent")),
          inAny(
            meeting(without("sts:ExternalId")),
            meeting(when("StringEquals", "sts:ExternalId", ["unnamed-example"])),
          ),
        );
      },
      reason: ({ resource, context }, callers) =>
        `\`${resource}\` can be assumed by ${callers} ${context["sts:ExternalId"] === undefined ? "without an external ID" : "with any external ID"}`,
    }),
);
