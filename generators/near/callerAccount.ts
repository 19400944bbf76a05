import { exampleAccount } from "../../policies/reference/exampleAccount.js";

/** The account of a caller; that of examples for one that has none. */
export const callerAccount = (principal: string): string =>
  /^arn:[^:]*:[^:]*::(\d{12}):/.exec(principal)?.[1] ?? exampleAccount;
