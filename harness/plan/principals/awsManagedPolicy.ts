import type { Policy } from "../../../policies/language/policySet.js";
import { findManagedPolicy } from "../../../policies/managed/findManagedPolicy.js";
import { managedInPartition, withoutPartition } from "../../../policies/managed/managedInPartition.js";
import { managedPolicy } from "../../../policies/managed/managedPolicy.js";

/** The newest version of the AWS managed policy of an ARN, or of a name, which is then in the commercial partition. */
export function awsManagedPolicy(nameOrArn: string): Policy | undefined {
  const { id, partition } = withoutPartition(nameOrArn);
  const managed = findManagedPolicy(id);
  return managed && managedInPartition(managed, partition);
}

/** `managed:NAME@v7` where a document is that of a version of the AWS managed policy of an ARN. */
export function managedSource(arn: string, document: string): string | undefined {
  const name = arn.slice(arn.lastIndexOf("/") + 1);
  if (!arn.startsWith("arn:aws:iam::aws:policy/")) return undefined;
  const text = JSON.stringify(JSON.parse(document), null, 2);
  const version = managedPolicy(name)?.versions.findLast((one) => one.text === text)?.version;
  return version && `managed:${name}@${version}`;
}
