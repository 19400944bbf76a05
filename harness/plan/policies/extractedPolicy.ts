import type { PolicyKind } from "../../../policies/language/policyDocument.js";
import type { Policy } from "../../../policies/language/policySet.js";
import type { Diagnostic } from "../../../policies/text/diagnostic.js";
import type { Bounded } from "../../../properties/bounded.js";

/** One place in an input that holds a policy document, known or not. */
export interface ExtractedPolicy {
  /** resource address, `module.ci.aws_iam_policy.deploy["a.b"]` */
  readonly address: string;
  /** the stack that it is in, as the addresses of targets name it; set where a source has several */
  readonly stack?: string;
  /** attribute path inside the resource: `policy`, `inline_policy[0].policy` */
  readonly attribute: string;
  readonly kind: PolicyKind;
  /**
   * the parsed document, from both sides where parts of it are unknown; null where nothing of it is known, it is
   * refused, or it is a default
   */
  readonly policy: Bounded<Policy> | null;
  /**
   * the document as JSON, as written, with null for each part that is unknown; null when all of it is, when it
   * is not JSON, or sensitive
   */
  readonly document: unknown;
  /** JSON pointers into the document that are unknown until apply; `""` means all of it */
  readonly unknown: readonly string[];
  /** references an unknown document depends on, such as `aws_s3_bucket.data.arn` */
  readonly refersTo: readonly string[];
  /** true when no policy is configured here: the provider (or AWS) fills in its default */
  readonly providerDefault: boolean;
  /** addresses of the principals or resources that hold it after apply */
  readonly attachedTo: readonly string[];
  /** why the document is refused, or what it warns of; positions are inside the policy document */
  readonly diagnostics: readonly Diagnostic[];
}
