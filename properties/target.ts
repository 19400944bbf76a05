import type { Statement } from "../policies/language/document.js";
import type { Policy, PolicySet } from "../policies/language/policySet.js";
import type { CallerMembers } from "../policies/prove/callers/callerMembers.js";
import type { Diagnostic } from "../policies/text/diagnostic.js";

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

/** The policies of a target at one time. */
export interface Readings {
  /** all of it; where parts are unknown, so that it allows everything they can allow */
  readonly policies: PolicySet;
  /** the same so that it allows only what they allow in any case; absent where that makes no difference */
  readonly narrowest?: PolicySet;
  /** what the two readings depend on */
  readonly open?: readonly Hole[];
  /** what is unknown without bounds, so that it has no part in either reading */
  readonly holes: readonly Hole[];
}

/** What a property is about: a principal with everything attached to it, after and before a change. */
export interface Target extends Readings {
  /** how users name it: `managed:AWSBatchFullAccess@v7` or `plan.json#aws_iam_role.job` */
  readonly address: string;
  /** ARN put into requests; a predicted or an example one where the real one is unknown */
  readonly principal: string;
  /** the widest reading before the change; absent when the principal did not exist or the source has no before */
  readonly before?: PolicySet;
  /** what is unknown about `before`; absent where nothing is */
  readonly beforeBounds?: Omit<Readings, "policies">;
  /** of a single document: what was found wrong in it; absent for principals and resources */
  readonly document?: { readonly diagnostics: readonly Diagnostic[] };
  /**
   * of a resource with a policy, or of a role with its trust policy: `policies` holds it alone, in `resources`;
   * absent for principals
   */
  readonly resource?: { readonly kind: "resource" | "trust" };
  /**
   * what the keys about the caller can say in requests by the principal; absent where nothing of its ARN is certain,
   * and then they can say anything
   */
  readonly callers?: CallerMembers;
  /** who can become the principal, where that is known; it takes no part in the principal's own decisions */
  readonly trust?: Policy;
}
