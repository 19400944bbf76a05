import { readCaller } from "../policies/evaluate/caller.js";
import type { Condition } from "../policies/language/policyDocument.js";
import type { CallerClass } from "../policies/prove/callers/callerClass.js";
import type { Access } from "../policies/prove/question/access.js";
import { meeting } from "./meeting.js";

/**
 * The requests of a class of callers that is outside what is trusted; undefined for one that is not.
 *
 * @param account of the resource
 * @param trusted accounts, and IDs of organizations
 */
export function outsideOf(
  callers: CallerClass,
  account: string | undefined,
  trusted: readonly string[],
): Access | undefined {
  return isOutside(callers, account, trusted) ? meeting(...outOf(trusted)) : undefined;
}

function isOutside(
  { kind, principal, name }: CallerClass,
  account: string | undefined,
  trusted: readonly string[],
): boolean {
  if (kind === "anyAccount") return true;
  if (kind === "organization") return !trusted.some((one) => name.endsWith(one));
  if (kind !== "account" && kind !== "principal") return false;
  const other = readCaller(principal).account;
  // an identity of CloudFront is in no account
  if (!/^\d{12}$/.test(other)) return false;
  return account !== undefined && other !== account && !trusted.includes(other);
}

/** A member of a trusted organization is not outside, regardless of its account. */
const outOf = (trusted: readonly string[]): readonly Condition[] => {
  const organizations = trusted.filter((one) => one.startsWith("o-"));
  if (organizations.length === 0) return [];
  const unlike = { name: "StringNotLike", ifExists: true } as const;
  return [
    { operator: unlike, key: "aws:PrincipalOrgID", values: organizations },
    {
      operator: { ...unlike, quantifier: "ForAllValues" },
      key: "aws:PrincipalOrgPaths",
      values: organizations.map((one) => `${one}/*`),
    },
  ];
};
