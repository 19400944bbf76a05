import type { PolicyDocument } from "./document.js";

/** A document with the name people know it by, such as an address in a plan or `managed:NAME@v7`. */
export interface Policy {
  readonly source: string;
  readonly document: PolicyDocument;
}

/**
 * Everything that takes part in one authorization decision.
 *
 * A layer that is absent does not restrict; a layer that is present and empty (`session: []`) does not either.
 * `scps` and `rcps` hold one list per level of the organization, root first.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export interface PolicySet {
  readonly identity: readonly Policy[];
  readonly boundary?: Policy;
  readonly session?: readonly Policy[];
  readonly resource?: Policy;
  readonly endpoint?: Policy;
  readonly scps?: readonly (readonly Policy[])[];
  readonly rcps?: readonly (readonly Policy[])[];
}
