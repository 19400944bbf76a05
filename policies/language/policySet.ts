import type { PolicyDocument } from "./policyDocument.js";

/** A document with its name, such as an address in a plan or `managed:NAME@v7`. */
export interface Policy {
  readonly source: string;
  readonly document: PolicyDocument;
}

/**
 * A resource with its own policies. They take part in the decision of a request on the resource, and in no other.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_identity-vs-resource.html
 */
export interface HeldResource {
  /** the name in reports, such as `aws_s3_bucket.results` */
  readonly address: string;
  /**
   * ARN patterns without policy variables: a request on a resource that one of them matches is on this resource.
   * A bucket has `arn:aws:s3:::b` and `arn:aws:s3:::b/*`.
   */
  readonly arns: readonly string[];
  /**
   * Patterns of the actions that the policies answer for: `sts:*` for the trust policy of a role.
   *
   * @defaultValue every action
   */
  readonly actions?: readonly string[];
  /**
   * 12 digits: the account that owns the resource.
   *
   * @defaultValue the `resourceAccount` of the request
   */
  readonly account?: string;
  /** none: only the account is known, and the resource does not have to grant anything */
  readonly policies: readonly Policy[];
}

/**
 * Everything that takes part in one authorization decision.
 *
 * A layer that is absent does not restrict; a layer that is present and empty (`session: []`) does not either.
 * `scps` and `rcps` hold one list per level of the organization, root first. `resource` is the policy of the
 * resource that every request is on; `resources` take part where a request is on them.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export interface PolicySet {
  readonly identity: readonly Policy[];
  readonly boundary?: Policy;
  readonly session?: readonly Policy[];
  readonly resource?: Policy;
  readonly resources?: readonly HeldResource[];
  readonly endpoint?: Policy;
  readonly scps?: readonly (readonly Policy[])[];
  readonly rcps?: readonly (readonly Policy[])[];
}
