import { exampleAccount } from "../../policies/reference/exampleAccount.js";

/** The account a request's resource most likely belongs to: the one in its ARN, else the principal's, else an example account. */
export const resourceAccount = (resource: string, principal: string): string =>
  [resource, principal].map(accountOf).find((account) => account !== undefined) ?? exampleAccount;

function accountOf(arn: string): string | undefined {
  const account = arn.split(":")[4];
  return account !== undefined && /^\d{12}$/.test(account) ? account : undefined;
}
