import type { PolicySet } from "../../policies/language/policySet.js";
import { findManagedPolicy } from "../../policies/managed/findManagedPolicy.js";
import { managedPolicy } from "../../policies/managed/managedPolicy.js";
import { loadServiceReference } from "../../policies/reference/loadServiceReference.js";

/** A bundled policy as a separate set: `BatchServiceRolePolicy@v7`. */
export function managedSet(name: string): PolicySet {
  const policy = findManagedPolicy(name);
  if (policy === undefined) throw new Error(`${name} is not bundled`);
  return { identity: [{ source: `managed:${policy.name}@${policy.version}`, document: policy.document }] };
}

export const batchPolicyNames = [
  "BatchServiceRolePolicy",
  "AWSBatchServiceRole",
  "AWSBatchFullAccess",
] as const;

/** The policies that AWS Batch's page is about. */
export const batchPolicies = batchPolicyNames.map((name) => managedPolicy(name)!);

export const batchReference = () =>
  loadServiceReference(["autoscaling", "batch", "cloudwatch", "ec2", "ecs", "eks", "iam", "logs"]);
