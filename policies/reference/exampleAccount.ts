/** The account AWS uses in its own examples. */
export const exampleAccount = "111122223333";

/** The region of readable ARNs. */
export const exampleRegion = "us-east-1";
