/** Well-known actions, for policies that name no fitting one. */
export const wellKnownActions = ["s3:GetObject", "ec2:RunInstances", "iam:PassRole", "dynamodb:Scan"];
