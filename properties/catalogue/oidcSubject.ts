import type { Condition } from "../../policies/language/policyDocument.js";
import type { Access } from "../../policies/prove/question/access.js";
import { type SharedIssuer, sharedIssuers } from "../../policies/reference/facts/sharedIssuers.js";
import { type CalledResource, callerLaw } from "../callerLaw.js";
import { configurable } from "../configurable.js";
import { type FixedKey, outsideFixed } from "../fromElsewhere.js";
import { keysIn, meeting, when } from "../meeting.js";

/**
 * A role that tokens of an issuer shared by many owners can assume is not open to every owner: to an owner that no condition names, or, with
 * `owners`, to any but these; with `audience` also to no other audience. It is decided by what the conditions accept
 * of all subjects, in both forms that GitHub sends.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html#idp_oidc_Create_GitHub
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { oidcSubject } from "planproof/properties";
 *
 * assert.equal(oidcSubject.with({ owners: ["example-org"] }).severity, "critical");
 * ```
 */
export const oidcSubject = configurable(
  {
    owners: {
      help: "the owners whose tokens are accepted: organizations of GitHub, groups of GitLab and the like, by name or number",
      form: "string",
      default: [],
    },
    audience: { help: "the audiences that are accepted; by default any", form: "string", default: [] },
  },
  ({ owners, audience }) =>
    callerLaw({
      id: "oidc-subject",
      sentence:
        owners.length === 0
          ? "no role can be assumed with a token of any owner of a shared identity provider"
          : `roles can be assumed with tokens of ${owners.join(", ")} only`,
      severity: "critical",
      preset: "recommended",
      page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html#idp_oidc_Create_GitHub",
      remedy: "add a condition on the subject of the token that names the owner, and on its audience",
      of: ["trust"],
      mayName: "anyFederated",
      actions: ["sts:AssumeRoleWithWebIdentity"],
      asks: ({ kind, principal }, resource) =>
        kind === "federated" ? forOthers(principal, resource, { owners, audience }) : undefined,
      reason: ({ resource, context }, callers) =>
        `\`${resource}\` can be assumed with a token of ${callers} that has ${claimsOf(context)}`,
    }),
);

const claimsOf = (context: Readonly<Record<string, unknown>>): string =>
  Object.entries(context)
    .filter(([key]) => /^[^:]*\./.test(key))
    .map(([key, value]) => `${key.split(":").at(-1)} \`${String(value)}\``)
    .join(" and ") || "any subject";

interface Accepted {
  readonly owners: readonly string[];
  readonly audience: readonly string[];
}

function forOthers(
  provider: string,
  resource: CalledResource,
  { owners, audience }: Accepted,
): readonly Access[] {
  const host = provider.replace(/^arn:[^/]*oidc-provider\//, "").toLowerCase();
  const shared = sharedIssuers.find(({ issuer }) => issuer === host);
  if (shared === undefined) return [];
  const { issuer } = shared;
  const ofThese = owners.length === 0 || shared.owned.length === 0 ? ofOwner : ofOneOf(owners);
  const named = outsideFixed(resource.policies, claimsNamed(shared, resource, ofThese));
  const others = otherOwners(shared, owners).map((owner) => meeting(...owner, ...named));
  if (audience.length === 0) return others;
  return [
    ...others,
    meeting(when("StringNotEquals", `${issuer}:aud`, audience), when("Null", `${issuer}:aud`, ["false"])),
  ];
}

/** What tokens of other owners are like, the most usual first. */
function otherOwners({ issuer, claim, strangers, owned }: SharedIssuer, owners: readonly string[]) {
  const key = `${issuer}:${claim}`;
  if (owners.length === 0 || owned.length === 0)
    return [
      [when("StringEquals", key, strangers)],
      ...owned.slice(0, 1).map((pattern) => ofAnyOwner(key, pattern)),
    ];
  const accepted = owners.flatMap((owner) => owned.map((pattern) => pattern.replace("OWNER", owner)));
  return [[when("StringNotLike", key, accepted), when("Null", key, ["false"])]];
}

/**
 * The tokens of owners that no policy has reason to name: an example is a part of the owner's name, and is in no
 * other place. Patterns such as `repo:*:environment:live` and `repo:example*` accept some of them.
 */
function ofAnyOwner(key: string, pattern: string): readonly Condition[] {
  const [before = ""] = pattern.split("OWNER");
  return [
    when("StringLike", key, [pattern.replace("OWNER", `*${unnamed}*`)]),
    when(
      "StringNotLike",
      key,
      ["/", ":", "@"].map((separator) => `${before}*${separator}*${unnamed}*`),
    ),
  ];
}

const unnamed = "unnamed-example";

/** Further claims of which a token of another owner has other values than those of an owner that the policies ask for. */
const claimsNamed = (
  { issuer, claim, shared = [] }: SharedIssuer,
  resource: CalledResource,
  ofThese: FixedKey,
): ReadonlyMap<string, FixedKey> =>
  new Map(
    keysIn(resource)
      .filter((key) => key.startsWith(`${issuer}:`))
      .filter((key) => ![claim, "aud", ...shared].some((one) => key === `${issuer}:${one}`))
      .map((key) => [key, ofThese]),
  );

/** `example-org/*` says whose token it is, `*` and `example*` do not. */
const ofOwner: FixedKey = {
  name: "StringNotLike",
  isFixed: (value) => !/[*?$]/.test(value) || /^[^*?$]*[/:@]/.test(value),
};

/** Of the owners that are given: `example-org`, `example-org/*`, or the number of one. */
const ofOneOf = (owners: readonly string[]): FixedKey => ({
  name: "StringNotLike",
  isFixed: (value) => owners.some((owner) => value === owner || value.startsWith(`${owner}/`)),
});
