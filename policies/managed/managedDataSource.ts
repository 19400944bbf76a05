/** One AWS managed policy in all versions known, without its documents. */
export interface ManagedPolicyData {
  readonly arn: string;
  /** oldest first, at least one */
  readonly versions: readonly ManagedVersionData[];
}

export interface ManagedVersionData {
  /** `v7` */
  readonly version: string;
  /** when AWS made the version: ISO 8601, UTC; absent where the data does not say */
  readonly createDate?: string;
}

/** Where AWS managed policies are read from, one policy or document at a time. */
export interface ManagedDataSource {
  /** the day of the latest change that the data has: `YYYY-MM-DD`, UTC */
  readonly date: string;
  /** sorted */
  readonly names: readonly string[];
  /** undefined for a name that the data does not have */
  readonly policy: (name: string) => ManagedPolicyData | undefined;
  /** the document of a version that {@link policy} lists, as JSON without blanks */
  readonly text: (name: string, version: string) => string;
}
