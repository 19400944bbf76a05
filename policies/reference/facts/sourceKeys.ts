/** The resource whose policy lets a service in: the service of its ARN, or `trust` for a role. */
export type Called = "trust" | "s3" | "sns" | "sqs" | "kms" | "ecr" | "lambda" | "logs" | "execute-api";

/** Which of the keys about the source a service sends. */
export type SourceKeys = "both" | "arn" | "account";

/**
 * Services that send `aws:SourceArn` or `aws:SourceAccount`, or both, when they call for a customer, as of 2026-11-25.
 * A service that is not in a row is not known to send them, so that conditions on them could lock it out: it is left out. Left out
 * are also `ec2` and `lambda` as the services of roles, for which AWS does not ask for this condition. Of `ssm` AWS documents
 * the keys for hybrid activations and Automation; its page about Default Host Management Configuration names none.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html#cross-service-confused-deputy-prevention,
 * and the page of that name in the guide of each service
 */
const rows: Readonly<Partial<Record<Called, Readonly<Partial<Record<SourceKeys, readonly string[]>>>>>> = {
  trust: {
    both: [
      "airflow-env.amazonaws.com",
      "airflow.amazonaws.com",
      "amplify.amazonaws.com",
      "appstream.amazonaws.com",
      "autoscaling.amazonaws.com",
      "batch.amazonaws.com",
      "bedrock-agentcore.amazonaws.com",
      "bedrock.amazonaws.com",
      "cloudformation.amazonaws.com",
      "codebuild.amazonaws.com",
      "comprehend.amazonaws.com",
      "datasync.amazonaws.com",
      "dlm.amazonaws.com",
      "dms.amazonaws.com",
      "ecs-tasks.amazonaws.com",
      "eks.amazonaws.com",
      "es.amazonaws.com",
      "firehose.amazonaws.com",
      "fms.amazonaws.com",
      "frauddetector.amazonaws.com",
      "glue.amazonaws.com",
      "iot.amazonaws.com",
      "kafkaconnect.amazonaws.com",
      "logs.amazonaws.com",
      "mediaconvert.amazonaws.com",
      "personalize.amazonaws.com",
      "pipes.amazonaws.com",
      "proton.amazonaws.com",
      "rds.amazonaws.com",
      "rekognition.amazonaws.com",
      "sagemaker.amazonaws.com",
      "scheduler.amazonaws.com",
      "ssm-incidents.amazonaws.com",
      "ssm.amazonaws.com",
      "states.amazonaws.com",
      "textract.amazonaws.com",
      "transfer.amazonaws.com",
      "voiceid.amazonaws.com",
      "vpc-flow-logs.amazonaws.com",
    ],
    // https://docs.aws.amazon.com/eks/latest/userguide/pod-execution-role.html asks for a condition on the ARN alone
    arn: ["eks-fargate-pods.amazonaws.com"],
  },
  s3: {
    both: [
      "appstream.amazonaws.com",
      "cloudtrail.amazonaws.com",
      "config.amazonaws.com",
      "delivery.logs.amazonaws.com",
      "logging.s3.amazonaws.com",
      "profile.amazonaws.com",
      "rekognition.amazonaws.com",
      "s3.amazonaws.com",
      "ses.amazonaws.com",
    ],
    arn: ["cloudfront.amazonaws.com"],
  },
  kms: {
    both: ["cloudtrail.amazonaws.com", "profile.amazonaws.com", "ssm.amazonaws.com"],
    arn: ["cloudfront.amazonaws.com"],
  },
  sns: {
    both: [
      "budgets.amazonaws.com",
      "cloudtrail.amazonaws.com",
      "cloudwatch.amazonaws.com",
      "connect.amazonaws.com",
      "events.rds.amazonaws.com",
      "s3.amazonaws.com",
      "ses.amazonaws.com",
    ],
    account: ["codestar-notifications.amazonaws.com"],
  },
  lambda: {
    both: ["lambda.alarms.cloudwatch.amazonaws.com", "s3.amazonaws.com"],
    arn: [
      "apigateway.amazonaws.com",
      "cloudfront.amazonaws.com",
      "elasticloadbalancing.amazonaws.com",
      "events.amazonaws.com",
      "sns.amazonaws.com",
    ],
    account: ["config.amazonaws.com", "secretsmanager.amazonaws.com", "ses.amazonaws.com"],
  },
  sqs: {
    both: ["profile.amazonaws.com", "s3.amazonaws.com"],
    arn: ["events.amazonaws.com", "sns.amazonaws.com"],
  },
  logs: {
    both: ["delivery.logs.amazonaws.com", "es.amazonaws.com", "route53.amazonaws.com"],
  },
  "execute-api": {
    arn: ["events.amazonaws.com"],
  },
  ecr: {
    both: ["codebuild.amazonaws.com", "lambda.amazonaws.com"],
  },
};

/** The keys about the source that a service sends where it calls a resource; undefined where that is not known. */
export const sourceKeysOf = (service: string, called: string): SourceKeys | undefined =>
  (Object.entries(rows[called as Called] ?? {}) as (readonly [SourceKeys, readonly string[]])[]).find(
    ([, services]) => services.includes(service),
  )?.[0];
