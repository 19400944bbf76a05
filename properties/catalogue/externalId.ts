import { readCaller } from "../../policies/evaluate/caller.js";
import type { Condition } from "../../policies/language/policyDocument.js";
import { callerLaw } from "../callerLaw.js";
import { configurable } from "../configurable.js";
import { differing, type FixedKey, fixedId, fixedPaths, outsideFixed } from "../fromElsewhere.js";
import { meeting } from "../meeting.js";

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
      mayName: "anyAccount",
      actions: ["sts:AssumeRole"],
      comparesAccounts: partners.length === 0,
      asks: ({ kind, principal }, { account, policies }) => {
        if (kind !== "account" && kind !== "principal") return undefined;
        const other = readCaller(principal).account;
        const isPartner = partners.includes(other);
        if (partners.length > 0 ? !isPartner : account === undefined || other === account) return undefined;
        if (!isPartner && trusted.includes(other)) return undefined;
        return meeting(
          withoutMfa,
          ...outsideFixed(policies, fixed),
          ...differing(policies, "aws:PrincipalOrgID", "aws:ResourceOrgID"),
        );
      },
      reason: ({ resource, context }, callers) => {
        const id = context["sts:ExternalId"];
        return `\`${resource}\` can be assumed by ${callers} ${id === undefined ? "without an external ID" : `with an external ID that is not fixed, such as \`${String(id)}\``}`;
      },
    }),
);

/** Requests with the access keys of a user do not carry the key, those of a session say `false`. */
const withoutMfa: Condition = {
  operator: { name: "Bool", ifExists: true },
  key: "aws:MultiFactorAuthPresent",
  values: ["false"],
};

/** By which a caller is one that the policy means. */
const fixed: ReadonlyMap<string, FixedKey> = new Map([
  ["sts:externalid", { ...fixedId, name: "StringNotEqualsIgnoreCase" }],
  ["aws:principalorgid", fixedId],
  ["aws:principalorgpaths", fixedPaths],
]);
