import { exampleAccount } from "../../policies/reference/exampleNames.js";

/** Who makes requests where a policy is looked at for itself. */
export const exampleRole = (account = exampleAccount): string => `arn:aws:iam::${account}:role/example`;
