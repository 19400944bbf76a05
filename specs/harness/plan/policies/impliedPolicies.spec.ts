import { expect } from "chai";
import rows from "../../../../harness/plan/provider/impliedStatements.json" with { type: "json" };
import { parsePolicy } from "../../../../policies/language/parsePolicy.js";
import { allow, change, extractPlan, makePlan, written } from "../plans.js";

function implied(type: string, after: object, more: { unknown?: unknown; sensitive?: unknown } = {}) {
  const [policy] =
    extractPlan(makePlan([change(`${type}.x`, { after: { ...after }, ...more })])).implied ?? [];
  return policy;
}
const statement = (type: string, after: object): unknown =>
  (implied(type, after)?.document as { Statement: unknown[] } | undefined)?.Statement[0];

const arn = "arn:aws:iam::123456789012:role/r";
const examples: Readonly<Record<string, readonly (readonly [after: object, expected: object])[]>> = {
  aws_lambda_permission: [
    [
      {
        statement_id: "FromBus",
        action: "lambda:InvokeFunction",
        principal: "events.amazonaws.com",
        source_arn: "arn:aws:events:eu-west-1:123456789012:rule/r",
        source_account: null,
      },
      {
        Sid: "FromBus",
        Resource: "arn:*:lambda:*:*:function:*",
        Principal: { Service: ["events.amazonaws.com"] },
        Action: ["lambda:InvokeFunction"],
        Condition: { ArnLike: { "AWS:SourceArn": ["arn:aws:events:eu-west-1:123456789012:rule/r"] } },
      },
    ],
    ...(
      [
        ["f", "live", "arn:*:lambda:*:*:function:f:live"],
        ["111122223333:function:f", "live", "arn:*:lambda:*:*:function:f:live"],
        [
          "arn:aws:lambda:eu-west-1:111122223333:function:f",
          "live",
          "arn:aws:lambda:eu-west-1:111122223333:function:f:live",
        ],
        [undefined, "live", "arn:*:lambda:*:*:function:*:live"],
        ["f", undefined, "arn:*:lambda:*:*:function:f"],
        ["f", "", "arn:*:lambda:*:*:function:f"],
        ["f:live", undefined, "arn:*:lambda:*:*:function:f:live"],
        ["111122223333:function:f", undefined, "arn:*:lambda:*:*:function:f"],
        [
          "arn:aws:lambda:eu-west-1:111122223333:function:f",
          undefined,
          "arn:aws:lambda:eu-west-1:111122223333:function:f",
        ],
      ] as const
    ).map(
      ([function_name, qualifier, Resource]) =>
        [
          {
            function_name,
            qualifier,
            action: "lambda:InvokeFunction",
            principal: "sns.amazonaws.com",
          },
          { Resource, Principal: { Service: ["sns.amazonaws.com"] }, Action: ["lambda:InvokeFunction"] },
        ] as const,
    ),
    [
      { action: "lambda:InvokeFunction", principal: "123456789012", principal_org_id: "o-1" },
      {
        Resource: "arn:*:lambda:*:*:function:*",
        Principal: { AWS: ["123456789012"] },
        Action: ["lambda:InvokeFunction"],
        Condition: { StringEquals: { "aws:PrincipalOrgID": ["o-1"] } },
      },
    ],
  ],
  aws_lambda_function_url: [
    [
      { function_name: "f", qualifier: "live", authorization_type: "NONE" },
      {
        Resource: "arn:*:lambda:*:*:function:f:live",
        Principal: "*",
        Action: ["lambda:InvokeFunctionUrl"],
        Condition: { StringEquals: { "lambda:FunctionUrlAuthType": ["NONE"] } },
      },
    ],
  ],
  aws_lambda_layer_version_permission: [
    [
      { action: "lambda:GetLayerVersion", principal: "*", organization_id: "o-1" },
      {
        Principal: "*",
        Action: ["lambda:GetLayerVersion"],
        Condition: { StringEquals: { "aws:PrincipalOrgID": ["o-1"] } },
      },
    ],
  ],
  aws_cloudwatch_event_permission: [
    [
      { principal: "*", condition: [{ key: "aws:PrincipalOrgID", type: "StringEquals", value: "o-1" }] },
      {
        Principal: "*",
        Action: ["events:PutEvents"],
        Condition: { StringEquals: { "aws:PrincipalOrgID": ["o-1"] } },
      },
    ],
  ],
  aws_signer_signing_profile_permission: [
    [
      { action: "signer:StartSigningJob", principal: "123456789012" },
      { Principal: { AWS: ["123456789012"] }, Action: ["signer:StartSigningJob"] },
    ],
  ],
  aws_acmpca_permission: [
    [
      { actions: ["acm-pca:IssueCertificate", "acm-pca:GetCertificate"], principal: "acm.amazonaws.com" },
      {
        Principal: { Service: ["acm.amazonaws.com"] },
        Action: ["acm-pca:IssueCertificate", "acm-pca:GetCertificate"],
      },
    ],
  ],
  aws_kms_grant: [
    [
      {
        grantee_principal: arn,
        operations: ["Decrypt"],
        constraints: [{ encryption_context_equals: { "aws:ebs:id": "vol-1" } }],
      },
      {
        Principal: { AWS: [arn] },
        Action: ["kms:Decrypt"],
        Condition: { StringEquals: { "kms:EncryptionContext:aws:ebs:id": ["vol-1"] } },
      },
    ],
  ],
  aws_vpc_endpoint_service_allowed_principal: [
    [{ principal_arn: arn }, { Principal: { AWS: [arn] }, Action: ["ec2:CreateVpcEndpoint"] }],
  ],
  aws_vpc_endpoint_service: [
    [{ allowed_principals: ["*"] }, { Principal: "*", Action: ["ec2:CreateVpcEndpoint"] }],
  ],
  aws_ami_launch_permission: [
    [{ group: "all" }, { Principal: "*", Action: ["ec2:RunInstances"] }],
    [
      { organization_arn: "arn:aws:organizations::123456789012:organization/o-1" },
      {
        Principal: "*",
        Action: ["ec2:RunInstances"],
        Condition: { StringEquals: { "aws:PrincipalOrgID": ["o-1"] } },
      },
    ],
    [
      { organizational_unit_arn: "arn:aws:organizations::123456789012:ou/o-1/ou-a-b" },
      {
        Principal: "*",
        Action: ["ec2:RunInstances"],
        Condition: { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": ["o-1/*/ou-a-b/*"] } },
      },
    ],
  ],
  aws_snapshot_create_volume_permission: [
    [{ account_id: "123456789012" }, { Principal: { AWS: ["123456789012"] }, Action: ["ec2:CreateVolume"] }],
  ],
  aws_ssm_document: [
    [
      { permissions: { type: "Share", account_ids: "123456789012, 210987654321" } },
      {
        Principal: { AWS: ["123456789012", "210987654321"] },
        Action: ["ssm:DescribeDocument", "ssm:GetDocument"],
      },
    ],
  ],
  aws_iam_service_linked_role: [
    [
      { aws_service_name: "batch.amazonaws.com" },
      { Principal: { Service: ["batch.amazonaws.com"] }, Action: ["sts:AssumeRole"] },
    ],
  ],
};

describe("statements implied by resources other than policies", () => {
  for (const { type, actions, kind } of rows) {
    if (actions === undefined) {
      it(`${type} grants access outside policies, which is reported`, () => {
        const extraction = extractPlan(makePlan([change(`${type}.x`, { after: {} })]));
        expect(extraction.implied).to.equal(undefined);
        expect(extraction.notes.map(({ code, message }) => `${code} ${message}`)[0]).to.match(
          new RegExp(`^access-beside-policies \`${type}\\.x\` grants access`),
        );
      });
      continue;
    }
    for (const [after, expected] of examples[type] ?? []) {
      it(`${type} for ${JSON.stringify(after).slice(0, 60)}`, () => {
        const about = kind === "trust" ? {} : { Resource: "*" };
        expect(statement(type, after)).to.deep.equal({ Effect: "Allow", ...about, ...expected });
        const parsed = parsePolicy(
          JSON.stringify(implied(type, after)!.document),
          implied(type, after)!.kind,
        );
        expect(parsed.ok && parsed.diagnostics).to.deep.equal([]);
      });
    }
    it(`${type} has an example`, () => expect(examples[type]).not.to.equal(undefined));
    it(`${type} that is for no one implies nothing`, () => expect(implied(type, {})).to.equal(undefined));
  }

  it("keep what is unknown, and bound it", () => {
    const policy = implied(
      "aws_lambda_permission",
      { action: "lambda:InvokeFunction", principal: "sns.amazonaws.com" },
      { unknown: { source_arn: true } },
    )!;
    expect(policy.policy!.unknown).to.have.lengthOf(1);
    expect(policy.unknown).to.deep.equal(["/Statement/0/Condition/ArnLike/AWS:SourceArn/0"]);
    expect(policy.policy!.upper.document.statements).to.have.lengthOf(1);
  });

  it("show nothing that is sensitive", () => {
    const secret = {
      action: "lambda:InvokeFunction",
      principal: "*",
      event_source_token: "hunter2",
      statement_id: "hunter2",
    };
    const policy = implied("aws_lambda_permission", secret, {
      sensitive: { event_source_token: true, statement_id: true },
    });
    expect(JSON.stringify(policy)).not.to.include("hunter2");
  });

  it("belong to the resource they name, in addition to its own policy, and are not counted as documents", () => {
    const extraction = extractPlan(
      makePlan(
        [
          change("aws_lambda_function.f", { after: { function_name: "f" } }),
          change("aws_lambda_permission.p", {
            after: { function_name: "f", action: "lambda:InvokeFunction", principal: "*" },
          }),
          change("aws_iam_policy.p", { after: { name: "p", policy: allow("s3:*") } }),
        ],
        {
          resources: [
            written("aws_lambda_permission.p", { function_name: ["aws_lambda_function.f.function_name"] }),
          ],
        },
      ),
    );
    expect(extraction.implied!.map(({ attachedTo }) => attachedTo)).to.deep.equal([
      ["aws_lambda_function.f"],
    ]);
    expect(extraction.policies.map(({ address }) => address)).to.deep.equal(["aws_iam_policy.p"]);
  });

  it("refuse a principal that AWS would refuse", () => {
    const policy = implied("aws_snapshot_create_volume_permission", { account_id: "" });
    expect(policy).to.equal(undefined);
  });
});
