import type { OperatorName } from "./policyDocument.js";

/**
 * True for the operators whose values may hold policy variables: those on strings and ARNs, and `Bool`.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export const takesVariables = (name: OperatorName): boolean => /^(?:String|Arn|Bool$)/.test(name);
