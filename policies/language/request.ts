/** A request context key's value: a list marks a multivalued key, even when it holds one element. */
export type ContextValue = string | readonly string[];

/**
 * One request as AWS would authorize it.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-reqcontext.html
 */
export interface Request {
  /** ARN of the user, role or role session; a service principal; or `*` for an anonymous caller */
  readonly principal: string;
  /** `service:Name` */
  readonly action: string;
  /** ARN, or `*` for an action that works on no particular resource */
  readonly resource: string;
  /** 12 digits: the account that owns the resource */
  readonly resourceAccount: string;
  readonly context: Readonly<Record<string, ContextValue>>;
}

/** AWS's own words for the outcome. */
export type Decision = "allowed" | "explicitDeny" | "implicitDeny";

/** A statement that took part in a decision. */
export interface DecidingStatement {
  readonly source: string;
  readonly pointer: string;
  readonly sid: string | null;
}
