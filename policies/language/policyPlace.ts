/**
 * What keeps a document, where its kind does not determine that and AWS accepts less there than elsewhere; `aws` is
 * AWS itself, whose managed policies hold what it refuses of users.
 */
export type PolicyKeeper = "aws" | "managed-policy" | "s3-bucket" | "sns-topic" | "kms-key";

/** What is known of a document in addition to its kind and its JSON. */
export interface PolicyPlace {
  /** absent: not known, so that nothing is refused that AWS takes anywhere */
  readonly keeper?: PolicyKeeper;
  /** true for a string that is partly unknown, so that it is not refused; @defaultValue false for each */
  readonly isOpen?: (text: string) => boolean;
}
