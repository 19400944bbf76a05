import { BatchComputeEnvironment } from "@cdktf/provider-aws/lib/batch-compute-environment/index.js";
import { BatchJobDefinition } from "@cdktf/provider-aws/lib/batch-job-definition/index.js";
import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile/index.js";
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy/index.js";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role/index.js";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment/index.js";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider/index.js";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket/index.js";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block/index.js";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { batchInstanceProfile, batchJobRole, batchServiceRole } from "planproof/cdktf";

const classes = { IamRole, IamPolicy, IamRolePolicyAttachment, IamInstanceProfile };

/** Jobs of AWS Batch, which read and write one bucket. */
export class RenderStack extends TerraformStack {
  constructor(scope: Construct, id: string, account: string) {
    super(scope, id);
    new AwsProvider(this, "aws", { region: "eu-west-1", allowedAccountIds: [account] });

    const results = new S3Bucket(this, "results", { bucket: "render-results" });
    new S3BucketPublicAccessBlock(this, "private", {
      bucket: results.id,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });

    const instance = batchInstanceProfile(this, "render-instance", {
      classes,
      account,
      repositories: [`arn:aws:ecr:eu-west-1:${account}:repository/render`],
    });
    const job = batchJobRole(this, "render-job", {
      classes,
      account,
      statements: [
        { Sid: "ReadInput", Effect: "Allow", Action: "s3:GetObject", Resource: `${results.arn}/in/*` },
        { Sid: "WriteOutput", Effect: "Allow", Action: "s3:PutObject", Resource: `${results.arn}/out/*` },
      ],
    });
    const service = batchServiceRole(this, "render-service", {
      classes,
      account,
      passes: [instance.role.arn, job.role.arn],
    });

    new BatchComputeEnvironment(this, "render", {
      type: "MANAGED",
      serviceRole: service.role.arn,
      computeResources: {
        type: "EC2",
        maxVcpus: 64,
        instanceRole: instance.profile.arn,
        instanceType: ["m5"],
        subnets: ["subnet-0a1b2c3d"],
        securityGroupIds: ["sg-0a1b2c3d"],
      },
    });
    new BatchJobDefinition(this, "job", {
      name: "render",
      type: "container",
      containerProperties: JSON.stringify({ image: "busybox", jobRoleArn: job.role.arn }),
    });
  }
}
