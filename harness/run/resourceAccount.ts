import { exampleAccount } from "../../policies/reference/exampleAccount.js";

/** The account a request's resource most likely belongs to: the one in its ARN, else the principal's, else an example account. */
export const resourceAccount = (resource: string, principal: string): string =>
  accountOf(resource) ?? accountOf(principal) ?? exampleAccount;

/** Without an array: it is asked of every case of a corpus. */
function accountOf(arn: string): string | undefined {
  let start = 0;
  for (let colons = 0; colons < 4; colons += 1) {
    start = arn.indexOf(":", start) + 1;
    if (start === 0) return undefined;
  }
  const end = arn.indexOf(":", start);
  const account = arn.slice(start, end < 0 ? undefined : end);
  return account.length === 12 && /^\d{12}$/.test(account) ? account : undefined;
}
