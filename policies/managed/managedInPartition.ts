import { parsePolicy } from "../language/parsePolicy.js";
import type { Policy } from "../language/policySet.js";
import type { ManagedPolicyVersion } from "./managedPolicy.js";

/** The name or ARN of a managed policy in the terms of the data, which is that of the commercial partition. */
export interface PartitionedId {
  /** the ARN in the partition `aws`; a name stays as it is */
  readonly id: string;
  /** `aws`, `aws-cn`, `aws-us-gov` … */
  readonly partition: string;
}

/** Splits the partition from the ARN of an AWS managed policy. */
export function withoutPartition(nameOrArn: string): PartitionedId {
  const [, partition, rest] = /^arn:(aws-[\w-]+)(:iam::aws:policy\/.*)$/s.exec(nameOrArn) ?? [];
  return partition === undefined ? { id: nameOrArn, partition: "aws" } : { id: `arn:aws${rest}`, partition };
}

/** What the sources of policies end with that {@link managedInPartition} took from the commercial partition. */
export const commercialMark = " (commercial partition)";

/**
 * A managed policy as a policy set holds it. In another partition its ARNs are those of that partition, as an ARN of
 * `aws` matches nothing there; it may differ in other ways, so its source says where it is taken from.
 *
 * Source: https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/using-govcloud-arns.html
 */
export function managedInPartition(managed: ManagedPolicyVersion, partition: string): Policy {
  const source = `managed:${managed.name}@${managed.version}`;
  if (partition === "aws") return { source, document: managed.document };
  const json = managed.text.replaceAll('"arn:aws:', `"arn:${partition}:`);
  const parsed = parsePolicy(json, "identity", { keeper: "aws" });
  if (!parsed.ok) throw new Error(`${source} does not parse in the partition ${partition}`);
  return { source: `${source}${commercialMark}`, document: parsed.value };
}
