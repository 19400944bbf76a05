import { readCaller } from "../policies/evaluate/caller.js";
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
  return account !== undefined && other !== account && !trusted.includes(other);
}

/** A member of a trusted organization is not outside, regardless of its account. */
const outOf = (trusted: readonly string[]) => {
  const organizations = trusted.filter((one) => one.startsWith("o-"));
  return organizations.length === 0
    ? []
    : [
        {
          operator: { name: "StringNotEquals", ifExists: true },
          key: "aws:PrincipalOrgID",
          values: organizations,
        } as const,
      ];
};
