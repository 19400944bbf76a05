import type { Diagnostic } from "../../policies/text/diagnostic.js";
import type { Target } from "../../properties/target.js";
import type { ExtractedPolicy } from "./policies/extractedPolicy.js";
import type { PublicAccessBlock } from "./policies/publicAccessBlocks.js";

/** A role, user or group with every policy attached to it. */
export interface ExtractedPrincipal {
  readonly address: string;
  /** null when it is known only after apply and cannot be predicted from planned attributes */
  readonly arn: string | null;
  /** what it holds: `ADDRESS` of a policy resource, or `managed:NAME@vN` */
  readonly policies: readonly string[];
  /** those of them that are its permissions boundary; default none */
  readonly boundary?: readonly string[];
  /** attributes of AWS Batch resources, and of what submits jobs, that run as it, `aws_batch_job_definition.j.container_properties`; default none */
  readonly usedBy?: readonly string[];
}

/** What a plan says of the time before its change. */
export interface Earlier {
  readonly policies: readonly ExtractedPolicy[];
  /** principals, and unattached policies, that the change removes; `before` has what they held */
  readonly gone: readonly Target[];
  /** resources and roles whose policy the change removes */
  readonly goneResources?: readonly Target[];
}

/** What a plan (or a state) says about IAM. */
export interface Extraction {
  readonly policies: readonly ExtractedPolicy[];
  /** what resources such as aws_lambda_permission add to the policy of another, a document each; default none */
  readonly implied?: readonly ExtractedPolicy[];
  /** policies of what is in AWS already, as data sources read them; default none */
  readonly read?: readonly ExtractedPolicy[];
  readonly principals: readonly ExtractedPrincipal[];
  /** one per principal, and one per identity policy that none of them holds; what is unknown is in the holes */
  readonly targets: readonly Target[];
  /** one per resource with a policy, and one per role with its trust policy; default none */
  readonly resources?: readonly Target[];
  /** what laws count that need no request, see `Target.counted`; default none */
  readonly counted?: readonly Target[];
  /** what blocks public access to buckets, regardless of their policies; default none */
  readonly publicAccessBlocks?: readonly PublicAccessBlock[];
  /** the state before the change; absent when the input does not have it */
  readonly earlier?: Earlier;
  /** the one account that everything in it is in, where that is known */
  readonly account?: string;
  /** notes about the input as a whole, such as a plan made with -target */
  readonly notes: readonly Diagnostic[];
}
