/** Placeholders of ARN templates whose values AWS lets hold no slash. */
interface SlashFree {
  /** the service in the ARN */
  readonly service: string;
  readonly placeholders: readonly string[];
  /** where AWS says which characters they hold */
  readonly page: string;
}

/**
 * Only what a page of AWS rules out. Unknown placeholders may hold a slash, and these are known to: `ObjectName`
 * of s3, all that end in `WithPath` (iam), `LogGroupName` (logs), `ParameterNameWithoutLeadingSlash` (ssm),
 * `SecretId` (secretsmanager), `RepositoryName` (ecr), `Alias` (kms), `EventBusName` of a partner (events),
 * `TopicName` and `ThingName` (iot).
 */
const slashFree: readonly SlashFree[] = [
  {
    service: "s3",
    placeholders: ["AccessPointName", "BucketName"],
    page: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html",
  },
  {
    service: "dynamodb",
    placeholders: ["TableName", "IndexName", "StreamLabel", "GlobalTableName"],
    page: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html",
  },
  {
    service: "ec2",
    placeholders: [
      "ImageId",
      "InstanceId",
      "InternetGatewayId",
      "LaunchTemplateId",
      "NatGatewayId",
      "NetworkInterfaceId",
      "RouteTableId",
      "SecurityGroupId",
      "SnapshotId",
      "SubnetId",
      "VolumeId",
      "VpcId",
    ],
    page: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html",
  },
  {
    service: "sqs",
    placeholders: ["QueueName"],
    page: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-message-identifiers.html",
  },
  {
    service: "sns",
    placeholders: ["TopicName"],
    page: "https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html",
  },
  {
    service: "lambda",
    placeholders: ["FunctionName", "Alias", "Version", "LayerName", "LayerVersion"],
    page: "https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html",
  },
  {
    service: "ecs",
    placeholders: ["ClusterName", "ServiceName", "TaskId", "ContainerInstanceId"],
    page: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateCluster.html",
  },
  {
    service: "kms",
    placeholders: ["KeyId"],
    page: "https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#key-id-key-id",
  },
  {
    service: "batch",
    placeholders: ["ComputeEnvironmentName", "JobDefinitionName", "JobQueueName"],
    page: "https://docs.aws.amazon.com/batch/latest/APIReference/API_CreateJobQueue.html",
  },
  {
    service: "eks",
    placeholders: ["ClusterName"],
    page: "https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html",
  },
];

/** Each service with its placeholders, to check them against the reference. */
export const slashFreePlaceholders: readonly (readonly [service: string, placeholder: string])[] =
  slashFree.flatMap(({ service, placeholders }) =>
    placeholders.map((placeholder) => [service, placeholder] as const),
  );

const known = new Set(slashFreePlaceholders.map(([service, placeholder]) => `${service} ${placeholder}`));

/** True for a placeholder, such as `BucketName` of `s3`, whose values never hold a slash. */
export const holdsNoSlash = (service: string, placeholder: string): boolean =>
  known.has(`${service} ${placeholder}`);
