/** Functions and values of the doors that need no example yet. The list may only become shorter. */
export const withoutExample: readonly string[] = [
  "administrativeActions",
  "batchGuardedSubset",
  "guardKeys",
  "law",
  "noIamAdministration",
  "restrictTo",
  "tagGuardedStatements",
  "tagGuardsKept",
  "validDocument",
];
