import type { HeldResource } from "../policies/language/policySet.js";

/**
 * Whether anonymous callers can reach a resource: requests to KMS and STS that take effect by a resource policy are
 * signed.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous
 */
export const takesUnsigned = ({ actions = ["*"] }: Pick<HeldResource, "actions">): boolean =>
  !actions.every((action) => /^(?:kms|sts):/i.test(action));
