/** What keeps a document, where its kind does not tell and AWS takes less there than elsewhere. */
export type PolicyKeeper = "managed-policy" | "s3-bucket" | "sns-topic" | "kms-key";

/** What is known of a document in addition to its kind and its JSON. */
export interface PolicyPlace {
  /** absent: not known, so that nothing is refused that AWS takes anywhere */
  readonly keeper?: PolicyKeeper;
  /** true for a text of which a part is not known yet, so that nothing can be said against it; default none is */
  readonly isOpen?: (text: string) => boolean;
}
