import { exampleAccount, exampleRegion } from "../../policies/reference/exampleAccount.js";
import { exampleName } from "../../policies/reference/exampleArn.js";
import { type Gap, nameGap } from "./shape.js";

/** Five of an ARN's six parts, as gaps; the sixth holds a name. */
export const arnPartGaps = {
  partition: { example: "aws", others: ["aws-cn"] },
  service: { example: "s3", others: ["ec2"] },
  region: { example: exampleRegion, others: ["eu-west-1"] },
  account: { example: exampleAccount, others: ["444455556666"] },
} as const satisfies Record<string, Gap>;

const parts = new Map<string, Gap>([
  ["Partition", arnPartGaps.partition],
  ["Region", arnPartGaps.region],
  ["Account", arnPartGaps.account],
  ["AccountId", arnPartGaps.account],
]);

/** The gap for a placeholder such as `InstanceId`. */
export function placeholderGap(name: string): Gap {
  const example = exampleName(name);
  const part = parts.get(name);
  if (part !== undefined || example === nameGap.example) return part ?? nameGap;
  const other = example.replace("0123456789abcdef0", "0fedcba9876543210");
  return { example, others: [other === example ? "other" : other] };
}
