import {
  guardedRole,
  type MadePolicy,
  type MadeRole,
  type RoleClasses,
  type RoleOptions,
  type StatementJson,
} from "./guardedRole.js";

/** The classes that an instance profile is made with. */
export interface ProfileClasses<Scope, Role extends MadeRole, Policy extends MadePolicy, Profile>
  extends RoleClasses<Scope, Role, Policy> {
  readonly IamInstanceProfile: new (
    scope: Scope,
    id: string,
    config: { readonly name: string; readonly role: string },
  ) => Profile;
}

export interface BatchInstanceProfileOptions<Classes> extends RoleOptions<Classes> {
  /** ARNs of the repositories whose images may be pulled; `[]` where all images are public */
  readonly repositories: readonly string[];
}

/**
 * Makes the instance profile of a compute environment of AWS Batch. Its role has a customer-managed copy of the policy
 * AmazonEC2ContainerServiceforEC2Role, version 10, in which everything that takes a resource is limited to the account:
 * to the clusters and instances of AWS Batch, to the log groups of its jobs, and to the repositories given. It makes no
 * cluster, which AWS Batch does.
 *
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/instance_IAM_role.html
 *
 * @example
 * ```ts
 * import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile/index.js";
 * import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy/index.js";
 * import { IamRole } from "@cdktf/provider-aws/lib/iam-role/index.js";
 * import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment/index.js";
 * import { TerraformStack, Testing } from "cdktf";
 * import { batchInstanceProfile } from "planproof/cdktf";
 *
 * const stack = new TerraformStack(Testing.app(), "jobs");
 * const { profile } = batchInstanceProfile(stack, "batch-instance", {
 *   classes: { IamRole, IamPolicy, IamRolePolicyAttachment, IamInstanceProfile },
 *   account: "111122223333",
 *   repositories: ["arn:aws:ecr:eu-west-1:111122223333:repository/render"],
 * });
 * console.log(profile.arn); // the instanceRole of a compute environment
 * ```
 */
export function batchInstanceProfile<Scope, Role extends MadeRole, Policy extends MadePolicy, Profile>(
  scope: Scope,
  id: string,
  options: BatchInstanceProfileOptions<ProfileClasses<Scope, Role, Policy, Profile>>,
): { readonly role: Role; readonly policy: Policy; readonly profile: Profile } {
  const { account, classes, name = id, repositories } = options;
  // the keys about the source are not in the calls by which an instance gets its role
  const trust = {
    Effect: "Allow",
    Principal: { Service: "ec2.amazonaws.com" },
    Action: "sts:AssumeRole",
  } as const;
  const statements = statementsOf(account, repositories);
  const made = guardedRole([scope, id], options, { trust, statements });
  const profile = new classes.IamInstanceProfile(scope, `${id}-profile`, { name, role: made.role.name });
  return { ...made, profile };
}

const pulls = ["ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage"];

function statementsOf(account: string, repositories: readonly string[]): readonly StatementJson[] {
  const ecs = (resource: string) => `arn:aws:ecs:*:${account}:${resource}`;
  const allow = (Action: readonly string[], Resource: string | readonly string[]) =>
    ({ Effect: "Allow", Action, Resource }) as const;
  return [
    allow(["ec2:DescribeTags", "ecs:DiscoverPollEndpoint", "ecr:GetAuthorizationToken"], "*"),
    allow(
      ["ecs:RegisterContainerInstance", "ecs:DeregisterContainerInstance", "ecs:Submit*"],
      ecs("cluster/AWSBatch*"),
    ),
    {
      ...allow(
        ["ecs:Poll", "ecs:StartTelemetrySession", "ecs:UpdateContainerInstancesState"],
        ecs("container-instance/*"),
      ),
      Condition: { ArnLike: { "ecs:cluster": ecs("cluster/AWSBatch*") } },
    },
    {
      ...allow(["ecs:TagResource"], ecs("container-instance/AWSBatch*")),
      Condition: { StringEquals: { "ecs:CreateAction": "RegisterContainerInstance" } },
    },
    allow(["ecs:ListTagsForResource"], [ecs("task/AWSBatch*"), ecs("container-instance/AWSBatch*")]),
    ...(repositories.length === 0 ? [] : [allow(pulls, repositories)]),
    allow(
      ["logs:CreateLogStream", "logs:PutLogEvents"],
      `arn:aws:logs:*:${account}:log-group:/aws/batch/job*`,
    ),
  ];
}
