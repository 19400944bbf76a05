import { type Gap, nameGap } from "./shape.js";

/** The account AWS uses in its own examples. */
export const exampleAccount = "111122223333";

/** The region of readable ARNs. */
export const exampleRegion = "us-east-1";

/** The caller of requests when nobody names one. */
export const examplePrincipal = `arn:aws:iam::${exampleAccount}:role/example`;

/** Five of an ARN's six parts, as gaps; the sixth holds a name. */
export const arnPartGaps = {
  partition: { example: "aws", others: ["aws-cn"] },
  service: { example: "s3", others: ["ec2"] },
  region: { example: exampleRegion, others: ["eu-west-1"] },
  account: { example: exampleAccount, others: ["444455556666"] },
} as const satisfies Record<string, Gap>;

/** Placeholders of ARN templates whose values people know by their form; all others read `example`. */
const placeholders: Readonly<Record<string, Gap>> = {
  Partition: arnPartGaps.partition,
  Region: arnPartGaps.region,
  Account: arnPartGaps.account,
  AccountId: arnPartGaps.account,
  InstanceId: resourceId("i"),
  ImageId: resourceId("ami"),
  KeyId: { example: "1234abcd-12ab-34cd-56ef-1234567890ab", others: ["other"] },
  LaunchTemplateId: resourceId("lt"),
  NetworkInterfaceId: resourceId("eni"),
  SecurityGroupId: resourceId("sg"),
  SnapshotId: resourceId("snap"),
  SubnetId: resourceId("subnet"),
  VolumeId: resourceId("vol"),
  VpcId: resourceId("vpc"),
};

/** The gap for a placeholder such as `InstanceId`. */
export const placeholderGap = (name: string): Gap => placeholders[name] ?? nameGap;

function resourceId(prefix: string): Gap {
  return { example: `${prefix}-0123456789abcdef0`, others: [`${prefix}-0fedcba9876543210`] };
}
