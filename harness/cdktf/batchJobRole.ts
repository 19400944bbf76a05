import {
  guardedRole,
  type MadePolicy,
  type MadeRole,
  type RoleClasses,
  type RoleOptions,
  type StatementJson,
  trustFor,
} from "./guardedRole.js";

export interface BatchJobRoleOptions<Classes> extends RoleOptions<Classes> {
  /** what the containers of the jobs may do */
  readonly statements: readonly StatementJson[];
}

/**
 * Makes a role for the jobs of AWS Batch, which Amazon ECS assumes for their containers, when it calls for the account
 * given. What it may do is a customer-managed policy with the statements given.
 *
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
 *
 * @example
 * ```ts
 * import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy/index.js";
 * import { IamRole } from "@cdktf/provider-aws/lib/iam-role/index.js";
 * import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment/index.js";
 * import { TerraformStack, Testing } from "cdktf";
 * import { batchJobRole } from "planproof/cdktf";
 *
 * const stack = new TerraformStack(Testing.app(), "jobs");
 * const { role } = batchJobRole(stack, "batch-job", {
 *   classes: { IamRole, IamPolicy, IamRolePolicyAttachment },
 *   account: "111122223333",
 *   statements: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::render-results/in/*" }],
 * });
 * console.log(role.arn); // the jobRoleArn of a job definition
 * ```
 */
export function batchJobRole<Scope, Role extends MadeRole, Policy extends MadePolicy>(
  scope: Scope,
  id: string,
  options: BatchJobRoleOptions<RoleClasses<Scope, Role, Policy>>,
): { readonly role: Role; readonly policy: Policy } {
  const { account, statements } = options;
  return guardedRole([scope, id], options, {
    trust: trustFor("ecs-tasks.amazonaws.com", account),
    statements,
  });
}
