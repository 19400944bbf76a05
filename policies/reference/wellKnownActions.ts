/** Actions that people recognise, for policies that name none that fits. */
export const wellKnownActions = ["s3:GetObject", "ec2:RunInstances", "iam:PassRole", "dynamodb:Scan"];
