/** The two versions of the policy language; a document without `Version` has the older one. */
export type PolicyVersion = "2012-10-17" | "2008-10-17";

/** What a policy is used for; it decides which elements the document may have. */
export type PolicyKind =
  | "identity"
  | "boundary"
  | "session"
  | "resource"
  | "trust"
  | "endpoint"
  | "scp"
  | "rcp";

/**
 * A policy document in normal form: wherever the grammar takes one value or a list, here is a list.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export interface PolicyDocument {
  readonly version: PolicyVersion;
  readonly id?: string;
  readonly statements: readonly Statement[];
}

export interface Statement {
  /** 0-based position in the document */
  readonly index: number;
  /** JSON pointer of the statement as it was written: `/Statement/2`, or `/Statement` where it stood alone */
  readonly pointer: string;
  /** absent when not written or empty */
  readonly sid?: string;
  readonly effect: "Allow" | "Deny";
  /** absent only where the element is forbidden (identity policies and the like) */
  readonly principal?: PrincipalElement;
  readonly action: PatternElement;
  /** absent in trust policies and in resource policies that leave it out: there it means the resource itself */
  readonly resource?: PatternElement;
  /** all must hold; sorted as written */
  readonly conditions: readonly Condition[];
}

/** `Action`/`NotAction` or `Resource`/`NotResource`. */
export interface PatternElement {
  /** true for the `Not…` form: everything but what the patterns match */
  readonly negated: boolean;
  readonly patterns: readonly string[];
}

/** `Principal`/`NotPrincipal`; the bare `"*"` is `{ type: "*", value: "*" }`. */
export interface PrincipalElement {
  readonly negated: boolean;
  readonly principals: readonly PrincipalEntry[];
}

export interface PrincipalEntry {
  readonly type: "*" | "AWS" | "Service" | "Federated" | "CanonicalUser";
  readonly value: string;
}

/** One operator applied to one key: the value of the key must satisfy the operator for one of the values. */
export interface Condition {
  readonly operator: ConditionOperator;
  /** as written; keys are compared without regard to case */
  readonly key: string;
  /** JSON numbers and booleans are kept as the string that was written */
  readonly values: readonly string[];
}

export interface ConditionOperator {
  readonly name: OperatorName;
  readonly quantifier?: "ForAllValues" | "ForAnyValue";
  readonly ifExists: boolean;
}

/**
 * Every condition operator without quantifier and `IfExists`.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { operatorNames } from "planproof/policies";
 *
 * assert(operatorNames.includes("StringLike"));
 * ```
 */
export const operatorNames = [
  "StringEquals",
  "StringNotEquals",
  "StringEqualsIgnoreCase",
  "StringNotEqualsIgnoreCase",
  "StringLike",
  "StringNotLike",
  "NumericEquals",
  "NumericNotEquals",
  "NumericLessThan",
  "NumericLessThanEquals",
  "NumericGreaterThan",
  "NumericGreaterThanEquals",
  "DateEquals",
  "DateNotEquals",
  "DateLessThan",
  "DateLessThanEquals",
  "DateGreaterThan",
  "DateGreaterThanEquals",
  "Bool",
  "BinaryEquals",
  "IpAddress",
  "NotIpAddress",
  "ArnEquals",
  "ArnNotEquals",
  "ArnLike",
  "ArnNotLike",
  "Null",
] as const;

export type OperatorName = (typeof operatorNames)[number];
