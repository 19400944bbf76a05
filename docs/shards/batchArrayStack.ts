import { BatchComputeEnvironment } from "@cdktf/provider-aws/lib/batch-compute-environment/index.js";
import { BatchJobDefinition } from "@cdktf/provider-aws/lib/batch-job-definition/index.js";
import { BatchJobQueue } from "@cdktf/provider-aws/lib/batch-job-queue/index.js";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group/index.js";
import { EfsAccessPoint } from "@cdktf/provider-aws/lib/efs-access-point/index.js";
import { EfsFileSystem } from "@cdktf/provider-aws/lib/efs-file-system/index.js";
import { EfsMountTarget } from "@cdktf/provider-aws/lib/efs-mount-target/index.js";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role/index.js";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy/index.js";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider/index.js";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";

export interface BatchArrayOptions {
  readonly region: string;
  /** the AWS account, 12 digits */
  readonly account: string;
  /** where the jobs run: private subnets from which the registry of the image can be reached */
  readonly subnets: readonly string[];
  /** lets the jobs reach the file system: port 2049 within the group */
  readonly securityGroup: string;
  /** node:20 with planproof installed, in a registry of the account: `ACCOUNT.dkr.ecr.REGION.amazonaws.com/planproof:TAG` */
  readonly image: string;
}

/**
 * Checks a plan in an AWS Batch array job, a shard for each child, and keeps reports and verdicts on a file system: a
 * child on Spot capacity that is taken away goes on where it was.
 *
 * Put `plan.json` on the file system, then
 * `aws batch submit-job --job-name planproof --job-queue planproof --job-definition planproof --array-properties size=7`,
 * and join the reports afterwards: `planproof report merge shard-*.json`.
 */
export class BatchArrayStack extends TerraformStack {
  constructor(scope: Construct, id: string, options: BatchArrayOptions) {
    super(scope, id);
    new AwsProvider(this, "aws", { region: options.region, allowedAccountIds: [options.account] });
    const files = new EfsFileSystem(this, "files", { encrypted: true });
    for (const [at, subnetId] of options.subnets.entries())
      new EfsMountTarget(this, `mount-${at}`, {
        fileSystemId: files.id,
        subnetId,
        securityGroups: [options.securityGroup],
      });
    const access = new EfsAccessPoint(this, "access", {
      fileSystemId: files.id,
      posixUser: { uid: 1000, gid: 1000 },
      rootDirectory: {
        path: "/planproof",
        creationInfo: { ownerUid: 1000, ownerGid: 1000, permissions: "0750" },
      },
    });
    this.#jobDefinition(files, access, options);
    this.#queue(options);
  }

  #jobDefinition(files: EfsFileSystem, access: EfsAccessPoint, options: BatchArrayOptions): void {
    const logs = new CloudwatchLogGroup(this, "logs", { name: "/planproof", retentionInDays: 30 });
    const job = this.#role("job", options, [
      {
        Effect: "Allow",
        Action: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
        Resource: files.arn,
        Condition: { StringEquals: { "elasticfilesystem:AccessPointArn": access.arn } },
      },
    ]);
    const execution = this.#role("execution", options, [
      { Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" },
      {
        Effect: "Allow",
        Action: ["ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage"],
        Resource: `arn:aws:ecr:${options.region}:${options.account}:repository/planproof`,
      },
      {
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: `${logs.arn}:*`,
      },
    ]);
    new BatchJobDefinition(this, "definition", {
      name: "planproof",
      type: "container",
      platformCapabilities: ["FARGATE"],
      retryStrategy: {
        attempts: 3,
        // the question could not be asked, or a bug: again is no better
        evaluateOnExit: ["2", "4"].map((onExitCode) => ({ action: "EXIT", onExitCode })),
      },
      containerProperties: JSON.stringify({
        image: options.image,
        command: ["sh", "-c", shardCommand],
        jobRoleArn: job.arn,
        executionRoleArn: execution.arn,
        resourceRequirements: [
          { type: "VCPU", value: "1" },
          { type: "MEMORY", value: "2048" },
        ],
        logConfiguration: { logDriver: "awslogs", options: { "awslogs-group": logs.name } },
        mountPoints: [{ sourceVolume: "work", containerPath: "/mnt/planproof" }],
        volumes: [
          {
            name: "work",
            efsVolumeConfiguration: {
              fileSystemId: files.id,
              transitEncryption: "ENABLED",
              authorizationConfig: { accessPointId: access.id, iam: "ENABLED" },
            },
          },
        ],
      }),
    });
  }

  /** A role of the containers alone, and of those that this account runs. */
  #role(name: string, { account }: BatchArrayOptions, statements: readonly object[]): IamRole {
    const trust = {
      Effect: "Allow",
      Action: "sts:AssumeRole",
      Principal: { Service: "ecs-tasks.amazonaws.com" },
      Condition: { StringEquals: { "aws:SourceAccount": account } },
    };
    const role = new IamRole(this, name, {
      name: `planproof-${name}`,
      assumeRolePolicy: JSON.stringify({ Version: "2012-10-17", Statement: [trust] }),
    });
    new IamRolePolicy(this, `${name}-policy`, {
      name,
      role: role.id,
      policy: JSON.stringify({ Version: "2012-10-17", Statement: statements }),
    });
    return role;
  }

  /** Batch uses its service-linked role, as no other is named. */
  #queue({ subnets, securityGroup }: BatchArrayOptions): void {
    const environment = new BatchComputeEnvironment(this, "spot", {
      type: "MANAGED",
      computeResources: {
        type: "FARGATE_SPOT",
        maxVcpus: 16,
        subnets: [...subnets],
        securityGroupIds: [securityGroup],
      },
    });
    new BatchJobQueue(this, "queue", {
      name: "planproof",
      state: "ENABLED",
      priority: 1,
      computeEnvironmentOrder: [{ order: 1, computeEnvironment: environment.arn }],
    });
  }
}

/** Exit codes 1 and 3 are answers: the report of the whole run has the exit code that counts. */
const shardCommand = [
  "cd /mnt/planproof &&",
  "planproof check plan.json --shard auto",
  "--resume verdicts-$AWS_BATCH_JOB_ARRAY_INDEX.jsonl",
  "--out json=shard-$AWS_BATCH_JOB_ARRAY_INDEX.json",
  "|| [ $? -eq 1 ] || [ $? -eq 3 ]",
].join(" ");
