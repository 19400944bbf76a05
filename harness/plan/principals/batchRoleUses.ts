import type { Snapshot } from "../policies/snapshot.js";
import { groupBy } from "../resources/groupBy.js";
import { type RoleAttribute, roleFinder } from "./roleFinder.js";

/** The keys of the roles in the JSON of a job definition. */
const json = ["jobRoleArn", "executionRoleArn", "taskRoleArn"];

/**
 * The attributes that name roles of AWS Batch, and of what submits jobs to it.
 *
 * Source: https://docs.aws.amazon.com/batch/latest/userguide/IAM_policies.html
 */
export const batchRoleAttributes: readonly (RoleAttribute & { readonly type: string })[] = [
  { type: "aws_batch_compute_environment", path: ["service_role"] },
  { type: "aws_batch_compute_environment", path: ["compute_resources", "instance_role"] },
  { type: "aws_batch_compute_environment", path: ["compute_resources", "spot_iam_fleet_role"] },
  { type: "aws_batch_job_definition", path: ["container_properties"], json },
  { type: "aws_batch_job_definition", path: ["node_properties"], json },
  { type: "aws_batch_job_definition", path: ["ecs_properties"], json },
  // what submits jobs, and what runs next to them
  { type: "aws_cloudwatch_event_target", path: ["role_arn"] },
  { type: "aws_scheduler_schedule", path: ["target", "role_arn"] },
  { type: "aws_sfn_state_machine", path: ["role_arn"] },
  { type: "aws_pipes_pipe", path: ["role_arn"] },
  { type: "aws_lambda_function", path: ["role"] },
  { type: "aws_ecs_task_definition", path: ["task_role_arn"] },
  { type: "aws_ecs_task_definition", path: ["execution_role_arn"] },
  { type: "aws_eks_pod_identity_association", path: ["role_arn"] },
  { type: "aws_instance", path: ["iam_instance_profile"] },
  { type: "aws_launch_template", path: ["iam_instance_profile", "name"] },
  { type: "aws_launch_template", path: ["iam_instance_profile", "arn"] },
];

/** Which resources of AWS Batch, and of what submits jobs to it, run as a role: `aws_batch_job_definition.j.container_properties`, by its address. */
export function batchRoleUses(snapshot: Snapshot): ReadonlyMap<string, readonly string[]> {
  const rolesAt = roleFinder(snapshot);
  const uses = batchRoleAttributes.flatMap((attribute) =>
    (snapshot.index.byType.get(attribute.type) ?? [])
      .filter(({ mode }) => mode === "managed")
      .flatMap((from) => {
        const use = `${from.address}.${attribute.path.join(".")}`;
        return [...new Set(rolesAt(from, attribute))].map((role) => ({ role, use }));
      }),
  );
  const byRole = groupBy(uses, ({ role }) => role.address);
  return new Map([...byRole].map(([address, found]) => [address, found.map(({ use }) => use)]));
}
