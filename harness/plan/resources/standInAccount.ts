import { exampleAccount } from "../../../policies/reference/exampleAccount.js";
import type { Resource } from "./resource.js";

/**
 * The account that represents the one that a plan does not show: the same for principals and resources, and none
 * that a string of the plan names, so that a policy for a known account is never taken for one of this account.
 */
export function standInAccount(resources: readonly Resource[]): string {
  const isNamed = (account: string) => resources.some(({ values }) => holds(values, account));
  return candidates.find((account) => !isNamed(account)) ?? exampleAccount;
}

/** Accounts of AWS's own examples first. */
const candidates: readonly string[] = [
  exampleAccount,
  "444455556666",
  "777788889999",
  ...Array.from({ length: 90 }, (_, at) => `1212121212${10 + at}`),
];

function holds(value: unknown, text: string): boolean {
  if (typeof value === "string") return value.includes(text);
  return typeof value === "object" && value !== null && Object.values(value).some((one) => holds(one, text));
}
