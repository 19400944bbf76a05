import { expect } from "chai";
import { evaluateProperty } from "../../../../harness/run/evaluateProperty.js";
import { loadServiceReference } from "../../../../policies/reference/loadServiceReference.js";
import { noPublicAccess } from "../../../../properties/catalogue/noPublicAccess.js";
import { change, extractPlan, makePlan } from "../plans.js";

const everyone = (Action: string, more: object = {}): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: "*", Action, Resource: "*", ...more }],
  });

/** What the law says of the one resource of a plan that has a policy. */
async function judge(resources: readonly object[]) {
  const { resources: found = [] } = extractPlan(makePlan(resources));
  const target = found.find(({ resource }) => resource?.kind === "resource");
  const reference = await loadServiceReference([
    "dynamodb",
    "elasticfilesystem",
    "es",
    "execute-api",
    "lambda",
    "logs",
    "s3",
    "s3tables",
    "secretsmanager",
  ]);
  return evaluateProperty(noPublicAccess, target!, { seed: 1, runs: 10, reference, universe: "typed" });
}

const bucket = (own: object, unknown: object = {}): readonly object[] => [
  change("aws_s3_bucket.b", { after: { bucket: "b" } }),
  change("aws_s3_bucket_policy.b", {
    after: { bucket: "b", policy: everyone("s3:GetObject").replace('"*"}', '"arn:aws:s3:::b/*"}') },
  }),
  change("aws_s3_bucket_public_access_block.b", { after: { bucket: "b", ...own }, unknown }),
];
const all = { block_public_acls: true, block_public_policy: true, ignore_public_acls: true };
const domain = (more: object): readonly object[] => [
  change("aws_opensearch_domain.d", {
    after: { domain_name: "d", access_policies: everyone("es:ESHttp*"), ...more },
    unknown: { arn: true },
  }),
];
const fn = (authorization: string, auth = "NONE"): readonly object[] => [
  change("aws_lambda_function.f", { after: { function_name: "f" }, unknown: { arn: true } }),
  change("aws_lambda_permission.f", {
    after: {
      function_name: "f",
      statement_id: "url",
      action: "lambda:InvokeFunctionUrl",
      principal: "*",
      function_url_auth_type: auth,
    },
  }),
  change("aws_lambda_function_url.f", { after: { function_name: "f", authorization_type: authorization } }),
];
const table: readonly object[] = [
  change("aws_dynamodb_resource_policy.t", {
    after: {
      resource_arn: "arn:aws:dynamodb:eu-west-1:111122223333:table/t",
      policy: everyone("dynamodb:GetItem"),
    },
  }),
];
const api = (more: object): readonly object[] => [
  change("aws_api_gateway_rest_api.a", {
    after: { name: "a", policy: everyone("execute-api:Invoke", { Resource: "execute-api:/*", ...more }) },
    unknown: { id: true, execution_arn: true },
  }),
];
const fileSystem = (more: object): readonly object[] => [
  change("aws_efs_file_system_policy.f", {
    after: { file_system_id: "fs-1a2b3c4d", policy: everyone("elasticfilesystem:ClientMount", more) },
  }),
];
const secret = (block_public_policy: boolean): readonly object[] => [
  change("aws_secretsmanager_secret_policy.s", {
    after: {
      secret_arn: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:s-AbCdEf",
      policy: everyone("secretsmanager:GetSecretValue"),
      block_public_policy,
    },
  }),
];

const rows: readonly (readonly [name: string, verdict: string, resources: readonly object[]])[] = [
  [
    "a bucket whose public policies take no effect",
    "holds",
    bucket({ ...all, restrict_public_buckets: true }),
  ],
  [
    "a bucket where new public policies are refused alone",
    "refuted",
    bucket({ ...all, restrict_public_buckets: false }),
  ],
  [
    "a bucket whose setting is known after apply",
    "undecided",
    bucket(all, { restrict_public_buckets: true }),
  ],
  [
    "a bucket in an account whose public policies take no effect",
    "holds",
    [
      ...bucket({}),
      change("aws_s3_account_public_access_block.a", { after: { restrict_public_buckets: true } }),
    ],
  ],
  [
    "a bucket that may be in an account whose public policies take no effect",
    "undecided",
    [
      ...bucket({}),
      change("aws_s3_account_public_access_block.a", {
        after: { restrict_public_buckets: true, account_id: "444455556666" },
      }),
    ],
  ],
  ["a domain in a VPC", "holds", domain({ vpc_options: [{ subnet_ids: ["subnet-0"] }] })],
  ["a domain on the internet", "refuted", domain({ vpc_options: [] })],
  ["a function whose URL takes unsigned requests", "refuted", fn("NONE")],
  [
    "a function whose URL takes unsigned requests, which the provider lets in",
    "refuted",
    fn("NONE").filter((_, at) => at !== 1),
  ],
  [
    "a function of whose URL it is unknown whether it takes unsigned requests",
    "undecided",
    [
      change("aws_lambda_function.f", { after: { function_name: "f" }, unknown: { arn: true } }),
      change("aws_lambda_function_url.f", {
        after: { function_name: "f" },
        unknown: { authorization_type: true },
      }),
    ],
  ],
  ["a function whose URL asks for a signature, which its policy lets no one send", "holds", fn("AWS_IAM")],
  ["a function whose URL asks for a signature of anyone", "refuted", fn("AWS_IAM", "AWS_IAM")],
  [
    "log groups, whose policy is for services alone",
    "holds",
    [
      change("aws_cloudwatch_log_resource_policy.l", {
        after: { policy_name: "l", policy_document: everyone("logs:PutLogEvents") },
      }),
    ],
  ],
  ["a REST API with the short form of its ARN", "refuted", api({})],
  [
    "a REST API for a VPC endpoint",
    "holds",
    api({ Condition: { StringEquals: { "aws:SourceVpce": "vpce-1a2b3c4d" } } }),
  ],
  ["a file system", "refuted", fileSystem({})],
  [
    "a file system by its mount targets",
    "holds",
    fileSystem({ Condition: { Bool: { "elasticfilesystem:AccessedViaMountTarget": "true" } } }),
  ],
  [
    "a file system, but for its mount targets",
    "refuted",
    fileSystem({ Condition: { Bool: { "elasticfilesystem:AccessedViaMountTarget": "false" } } }),
  ],
  ["a table, of which AWS refuses public policies", "holds", table],
  ["a secret whose public policies are refused", "holds", secret(true)],
  ["a secret whose public policies are taken", "refuted", secret(false)],
];

describe("what keeps everyone out regardless of policies", () => {
  for (const [name, verdict, resources] of rows)
    it(`counts: ${verdict} of ${name}`, async () => {
      const outcome = await judge(resources);
      expect(outcome.verdict, JSON.stringify(outcome)).to.equal(verdict);
    });

  it("lets in no anonymous callers of a URL that asks for a signature", async () => {
    expect(await judge(fn("AWS_IAM", "AWS_IAM")))
      .to.have.property("reason")
      .that.matches(/for any AWS account$/);
  });

  it("is named where it is known only after apply", async () => {
    expect(await judge(bucket(all, { restrict_public_buckets: true }))).to.have.nested.property(
      "holes[0].address",
      "aws_s3_bucket_public_access_block.b",
    );
  });
});
