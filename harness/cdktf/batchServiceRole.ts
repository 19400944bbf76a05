import { policyJson } from "../../policies/language/printPolicy.js";
import { findManagedPolicy } from "../../policies/managed/findManagedPolicy.js";
import {
  guardedRole,
  type MadePolicy,
  type MadeRole,
  type RoleClasses,
  type RoleOptions,
  type StatementJson,
  trustFor,
} from "./guardedRole.js";

export interface BatchServiceRoleOptions<Classes> extends RoleOptions<Classes> {
  /** ARNs of the roles that AWS Batch passes on: of the instances, of the jobs, and their execution roles */
  readonly passes: readonly string[];
}

/** What the copy is made of; a later version of it comes with a later version of planproof. */
const copied = "BatchServiceRolePolicy@v8";

/**
 * Makes a service role for AWS Batch in place of one with the policy AWSBatchServiceRole, which ends any instance and passes
 * any role. Its customer-managed policy is a copy of BatchServiceRolePolicy, version 8 of 2026-08-05, with the tag guards
 * of AWS, and limited further: `iam:PassRole` to the roles given, and tasks to the clusters of AWS Batch. Calls for
 * other accounts cannot assume it.
 *
 * AWS keeps only its policies up to date, not a copy: compare with a later version by `planproof diff`.
 *
 * Source: https://docs.aws.amazon.com/batch/latest/userguide/security-iam-awsmanpol.html
 *
 * @example
 * ```ts
 * import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy/index.js";
 * import { IamRole } from "@cdktf/provider-aws/lib/iam-role/index.js";
 * import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment/index.js";
 * import { TerraformStack, Testing } from "cdktf";
 * import { batchServiceRole } from "planproof/cdktf";
 *
 * const stack = new TerraformStack(Testing.app(), "jobs");
 * const { role } = batchServiceRole(stack, "batch-service", {
 *   classes: { IamRole, IamPolicy, IamRolePolicyAttachment },
 *   account: "111122223333",
 *   passes: ["arn:aws:iam::111122223333:role/batch-instance", "arn:aws:iam::111122223333:role/batch-job"],
 * });
 * console.log(role.arn); // the serviceRole of a compute environment
 * ```
 */
export function batchServiceRole<Scope, Role extends MadeRole, Policy extends MadePolicy>(
  scope: Scope,
  id: string,
  options: BatchServiceRoleOptions<RoleClasses<Scope, Role, Policy>>,
): { readonly role: Role; readonly policy: Policy } {
  const { account, passes } = options;
  const trust = trustFor("batch.amazonaws.com", account);
  return guardedRole([scope, id], options, { trust, statements: statementsOf(account, passes) });
}

function statementsOf(account: string, passes: readonly string[]): readonly StatementJson[] {
  const { Statement } = policyJson(findManagedPolicy(copied)!.document) as { Statement: StatementJson[] };
  const inClusters = { ArnLike: { "ecs:cluster": `arn:aws:ecs:*:${account}:cluster/AWSBatch*` } };
  const changed: Readonly<Record<string, Partial<StatementJson>>> = {
    AWSBatchPolicyStatement5: { Resource: passes },
    // tasks are run and stopped by the two statements that follow: a cluster is not what these actions work on
    AWSBatchPolicyStatement11: {
      Action: [
        "ecs:DeleteCluster",
        "ecs:DeregisterContainerInstance",
        "ecs:PutClusterCapacityProviders",
        "ecs:UpdateCluster",
      ],
    },
    AWSBatchPolicyStatement12: { Action: ["ecs:RunTask", "ecs:StartTask"], Condition: inClusters },
    AWSBatchPolicyStatement13: { Condition: inClusters },
  };
  return Statement.map((statement) => ({ ...statement, ...changed[statement.Sid ?? ""] }));
}
