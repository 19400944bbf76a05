import type { KindRules } from "./kindRules.js";
import type { PolicyKeeper } from "./policyPlace.js";

/** What AWS accepts in the documents of one keeper, in addition to the rules of their kind. */
export interface KeeperRules extends Pick<KindRules, "name" | "services" | "newVersion"> {
  /** the services in whose ARNs `Resource` speaks of; absent: any, and `*` */
  readonly resourceServices?: readonly string[];
  /** true where a statement without `Resource` is stored and means nothing */
  readonly needsResource?: boolean;
  /** true where a condition key without a prefix is stored, which no request carries */
  readonly bareKeys?: boolean;
}

/**
 * Sources: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-versioning.html,
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/security_iam_service-with-iam.html,
 * https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-language-api-permissions-reference.html and
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html
 */
export const keeperRules: Readonly<Record<PolicyKeeper, KeeperRules>> = {
  // AmazonEC2SpotFleetTaggingRole v1 has a bare key
  aws: { name: "an AWS managed policy", bareKeys: true },
  "managed-policy": { name: "a managed policy", newVersion: true },
  "s3-bucket": {
    name: "a bucket policy",
    // directory buckets have a separate service
    services: ["s3", "s3express"],
    resourceServices: ["s3", "s3express"],
  },
  "sns-topic": { name: "a topic policy", services: ["sns"] },
  "kms-key": { name: "a key policy", needsResource: true },
};
