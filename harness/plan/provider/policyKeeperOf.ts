import type { PolicyKeeper } from "../../../policies/language/policyPlace.js";

/** Which of the keepers of policies that refuse more than others a resource's policy goes to. */
export const policyKeeperOf = (type: string): PolicyKeeper | undefined => keepers.get(type);

const ofKeys = ["aws_kms_key", "aws_kms_key_policy", "aws_kms_external_key", "aws_kms_replica_key"];

const keepers: ReadonlyMap<string, PolicyKeeper> = new Map([
  ...["aws_iam_policy", "awscc_iam_managed_policy"].map((type) => [type, "managed-policy"] as const),
  ...["aws_s3_bucket", "aws_s3_bucket_policy", "awscc_s3_bucket_policy"].map(
    (type) => [type, "s3-bucket"] as const,
  ),
  ...["aws_sns_topic", "aws_sns_topic_policy", "awscc_sns_topic_policy"].map(
    (type) => [type, "sns-topic"] as const,
  ),
  ...[...ofKeys, "aws_kms_replica_external_key", "awscc_kms_key"].map((type) => [type, "kms-key"] as const),
]);
