/** The account in requests where the plan tells none: the one of AWS's documentation. */
export const exampleAccount = "111122223333";

/** Who makes requests where a policy is looked at for itself. */
export const exampleRole = (account = exampleAccount): string => `arn:aws:iam::${account}:role/example`;
