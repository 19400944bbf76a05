import { BatchComputeEnvironment } from "@cdktf/provider-aws/lib/batch-compute-environment/index.js";
import { BatchJobDefinition } from "@cdktf/provider-aws/lib/batch-job-definition/index.js";
import { BatchJobQueue } from "@cdktf/provider-aws/lib/batch-job-queue/index.js";
import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity/index.js";
import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document/index.js";
import { DataAwsPartition } from "@cdktf/provider-aws/lib/data-aws-partition/index.js";
import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile/index.js";
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy/index.js";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role/index.js";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy/index.js";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment/index.js";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider/index.js";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket/index.js";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy/index.js";
import { Fn, TerraformStack } from "cdktf";
import type { Construct } from "constructs";

const version = "2012-10-17";

const trust = (service: string): string =>
  JSON.stringify({
    Version: version,
    Statement: { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: service } },
  });

/**
 * AWS Batch with what surrounds it: a service role, job and instance roles, and an operator who may stop
 * instances that Batch started. A policy is written here in every way that CDKTF offers.
 */
export class BatchStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "aws", { region: "eu-west-1" });
    const bucket = new S3Bucket(this, "results", { bucket: "render-results" });
    const service = this.#serviceRole();
    const job = this.#jobRole(bucket);
    const profile = this.#instanceProfile();
    this.#queue(service, profile);
    new BatchJobDefinition(this, "render", {
      name: "render",
      type: "container",
      containerProperties: JSON.stringify({ image: "busybox", jobRoleArn: job.arn }),
    });
    this.#operator(job);
    this.#bucketPolicy(bucket, job);
  }

  #serviceRole(): IamRole {
    const role = new IamRole(this, "service", {
      name: "batch-service",
      assumeRolePolicy: trust("batch.amazonaws.com"),
    });
    new IamRolePolicyAttachment(this, "service-managed", {
      role: role.name,
      policyArn: "arn:aws:iam::aws:policy/service-role/AWSBatchServiceRole",
    });
    return role;
  }

  /** A plain string with a token in it, as most users write policies. */
  #jobRole(bucket: S3Bucket): IamRole {
    const role = new IamRole(this, "job", {
      name: "batch-job",
      assumeRolePolicy: trust("ecs-tasks.amazonaws.com"),
    });
    const statement = {
      Effect: "Allow",
      Action: ["s3:GetObject", "s3:PutObject"],
      Resource: `${bucket.arn}/*`,
    };
    new IamRolePolicy(this, "job-results", {
      name: "results",
      role: role.id,
      policy: JSON.stringify({ Version: version, Statement: [statement] }),
    });
    return role;
  }

  /** `Fn.jsonencode` with nothing but literals, and an attached policy whose ARN is known only after apply. */
  #instanceProfile(): IamInstanceProfile {
    const role = new IamRole(this, "instance", {
      name: "batch-instance",
      assumeRolePolicy: trust("ec2.amazonaws.com"),
    });
    const statement = {
      Effect: "Allow",
      Action: ["ecs:Poll", "ecs:StartTelemetrySession", "ecs:SubmitTaskStateChange"],
      Resource: "*",
    };
    const policy = new IamPolicy(this, "agent", {
      name: "ecs-agent",
      policy: Fn.jsonencode({ Version: version, Statement: [statement] }),
    });
    new IamRolePolicyAttachment(this, "instance-agent", { role: role.name, policyArn: policy.arn });
    return new IamInstanceProfile(this, "instance-profile", { name: "batch-instance", role: role.name });
  }

  #queue(service: IamRole, profile: IamInstanceProfile): void {
    const environment = new BatchComputeEnvironment(this, "spot", {
      type: "MANAGED",
      serviceRole: service.arn,
      computeResources: {
        type: "EC2",
        maxVcpus: 64,
        instanceRole: profile.arn,
        instanceType: ["optimal"],
        subnets: ["subnet-0a1b2c3d"],
        securityGroupIds: ["sg-0a1b2c3d"],
      },
    });
    const order = [{ order: 1, computeEnvironment: environment.arn }];
    new BatchJobQueue(this, "queue", {
      name: "render",
      state: "ENABLED",
      priority: 1,
      computeEnvironmentOrder: order,
    });
  }

  /** Guarded by a tag in a separate policy; the inline policy next to it forgets the guard. */
  #operator(job: IamRole): void {
    const operator = new IamRole(this, "operator", {
      name: "batch-operator",
      assumeRolePolicy: trust("ssm.amazonaws.com"),
    });
    const stop = new DataAwsIamPolicyDocument(this, "stop", {
      statement: [
        {
          sid: "Stop",
          actions: ["ec2:TerminateInstances"],
          resources: ["arn:aws:ec2:*:*:instance/*"],
          condition: [{ test: "Null", variable: "aws:ResourceTag/AWSBatchServiceTag", values: ["false"] }],
        },
      ],
    });
    const policy = new IamPolicy(this, "stop-policy", { name: "stop", policy: stop.json });
    new IamRolePolicyAttachment(this, "operator-stop", { role: operator.name, policyArn: policy.arn });
    const hasty = { Effect: "Allow", Action: "ec2:Terminate*", Resource: "*" };
    new IamRolePolicy(this, "operator-hasty", {
      name: "hasty",
      role: operator.name,
      policy: JSON.stringify({ Version: version, Statement: [hasty] }),
    });
    this.#submitter(job);
  }

  /** Data sources that terraform reads at plan time, and an ARN that it knows only after apply. */
  #submitter(job: IamRole): void {
    const partition = new DataAwsPartition(this, "partition");
    const caller = new DataAwsCallerIdentity(this, "caller");
    const submitter = new IamRole(this, "submitter", {
      name: "batch-submitter",
      assumeRolePolicy: trust("states.amazonaws.com"),
    });
    const submit = new DataAwsIamPolicyDocument(this, "submit", {
      statement: [
        {
          actions: ["batch:SubmitJob"],
          resources: [`arn:${partition.partition}:batch:*:${caller.accountId}:job-definition/render:*`],
        },
        { actions: ["iam:PassRole"], resources: [job.arn], condition: [toBatch] },
      ],
    });
    new IamRolePolicy(this, "submitter-submit", {
      name: "submit",
      role: submitter.name,
      policy: submit.json,
    });
  }

  #bucketPolicy(bucket: S3Bucket, job: IamRole): void {
    const document = new DataAwsIamPolicyDocument(this, "results-document", {
      statement: [
        {
          principals: [{ type: "AWS", identifiers: [job.arn] }],
          actions: ["s3:PutObject"],
          resources: [`${bucket.arn}/&{aws:PrincipalTag/team}/*`],
        },
      ],
    });
    new S3BucketPolicy(this, "results-policy", { bucket: bucket.id, policy: document.json });
  }
}

const toBatch = {
  test: "StringEquals",
  variable: "iam:PassedToService",
  values: ["ecs-tasks.amazonaws.com"],
};
