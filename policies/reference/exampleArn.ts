import { exampleAccount, exampleRegion } from "./exampleAccount.js";

/** What users recognise by its form, by its placeholder in ARN templates; all others read `example`. */
const placeholders: ReadonlyMap<string, string> = new Map([
  ["Partition", "aws"],
  ["Region", exampleRegion],
  ["Account", exampleAccount],
  ["AccountId", exampleAccount],
  ["InstanceId", "i-0123456789abcdef0"],
  ["ImageId", "ami-0123456789abcdef0"],
  ["KeyId", "1234abcd-12ab-34cd-56ef-1234567890ab"],
  ["LaunchTemplateId", "lt-0123456789abcdef0"],
  ["NetworkInterfaceId", "eni-0123456789abcdef0"],
  ["SecurityGroupId", "sg-0123456789abcdef0"],
  ["SnapshotId", "snap-0123456789abcdef0"],
  ["SubnetId", "subnet-0123456789abcdef0"],
  ["VolumeId", "vol-0123456789abcdef0"],
  ["VpcId", "vpc-0123456789abcdef0"],
]);

/** A value for a placeholder such as `InstanceId`. */
export const exampleName = (placeholder: string): string => placeholders.get(placeholder) ?? "example";

/** A readable ARN for `arn:${Partition}:ec2:${Region}:${Account}:instance/${InstanceId}`. */
export const exampleArn = (template: string): string =>
  template.replace(/\$\{([^}]*)\}/g, (_, placeholder: string) => exampleName(placeholder));
