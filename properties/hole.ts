import type { Statement } from "../policies/language/policyDocument.js";

/**
 * Something that is unknown about a target: a policy known only after apply, one that is not bundled, or a part
 * of the input that is not understood.
 */
export interface Hole {
  /** where it is: a resource address, with the attribute where there is one */
  readonly address: string;
  /** one lower-case sentence: what is not known, and why */
  readonly reason: string;
  /** addresses or references it depends on, such as `aws_iam_role.job.arn` */
  readonly refersTo: readonly string[];
  /** what would resolve it, as an imperative sentence */
  readonly remedy: string;
  /**
   * `condition` where the widest reading of an identity policy leaves out a whole condition for it, `link` where
   * it is unknown what is joined to what, `outside` for what the input does not hold and cannot change
   */
  readonly part?: "condition" | "link" | "outside";
  /** of the time before a change: it has the same value after it; @defaultValue false */
  readonly lasting?: boolean;
  /**
   * the effects that the unknown statements may have, where a further policy is unknown and nothing else: it adds
   * to access by an Allow and takes away by a Deny. Absent where a limit may be unknown, or whether what is known
   * is attached at all
   */
  readonly effects?: readonly Statement["effect"][];
  /** true where apply makes it known; @defaultValue false */
  readonly afterApply?: boolean;
}
