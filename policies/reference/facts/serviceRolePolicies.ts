/**
 * AWS managed policies for the role of one service, which must be able to assume it, as of 2026-11-25: the name, and the
 * service. Policies for roles of several services are left out.
 *
 * Source: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html, the page of each policy
 */
export const serviceRolePolicies: ReadonlyMap<string, string> = new Map([
  ["AWSBatchServiceRole", "batch.amazonaws.com"],
  ["AWSBatchServiceEventTargetRole", "events.amazonaws.com"],
  ["AmazonEC2SpotFleetTaggingRole", "spotfleet.amazonaws.com"],
  ["AmazonECSTaskExecutionRolePolicy", "ecs-tasks.amazonaws.com"],
  ["AWSLambdaBasicExecutionRole", "lambda.amazonaws.com"],
  ["AWSLambdaVPCAccessExecutionRole", "lambda.amazonaws.com"],
  ["AWSGlueServiceRole", "glue.amazonaws.com"],
  ["AWS_ConfigRole", "config.amazonaws.com"],
  ["AWSCodeDeployRole", "codedeploy.amazonaws.com"],
  ["AmazonAPIGatewayPushToCloudWatchLogs", "apigateway.amazonaws.com"],
  ["AmazonRDSEnhancedMonitoringRole", "monitoring.rds.amazonaws.com"],
]);
