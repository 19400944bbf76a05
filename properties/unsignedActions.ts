import type { HeldResource } from "../policies/language/policySet.js";

/** Services of which every request is signed, by a caller that AWS knows: no policy makes them open to the anonymous. */
const signed: ReadonlySet<string> = new Set([
  "acm-pca",
  "backup",
  "codeartifact",
  "dynamodb",
  "ecr",
  "events",
  "glue",
  "kinesis",
  "kms",
  "logs",
  "secretsmanager",
  "sts",
]);

/** Services that take unsigned requests for these actions alone. */
const partly: readonly (readonly [service: RegExp, actions: readonly string[]])[] = [
  [/^es:/i, ["es:ESHttp*"]],
  [/^lambda:/i, ["lambda:InvokeFunctionUrl"]],
];

/** Of a bucket; others grant no call, such as `s3:AllowVendedLogDeliveryForResource`, or are about an account. */
const ofBuckets = ["s3:Abort*", "s3:Delete*", "s3:Get*", "s3:List*", "s3:Put*", "s3:Restore*"];

/**
 * Patterns of the actions that anonymous callers can ask of a resource; none where all its requests are signed.
 *
 * Sources, 2026-11-25: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous,
 * https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html,
 * https://docs.aws.amazon.com/opensearch-service/latest/developerguide/ac.html,
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
 */
export function unsignedActions({
  arns,
  actions = ["*"],
}: Pick<HeldResource, "arns" | "actions">): readonly string[] {
  if (actions.every((action) => signed.has(action.split(":", 1)[0]!.toLowerCase()))) return [];
  const [, limited] = partly.find(([service]) => actions.every((action) => service.test(action))) ?? [];
  return limited ?? (arns.every((arn) => /^arn:[^:]*:s3:::/.test(arn)) ? ofBuckets : ["*"]);
}
