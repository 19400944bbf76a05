import { exampleAccount } from "./exampleAccount.js";

/** The principal of requests where a policy is checked without its principals. */
export const exampleRole = (account = exampleAccount): string => `arn:aws:iam::${account}:role/example`;

/** The principal of requests where none is given. */
export const examplePrincipal = exampleRole();
