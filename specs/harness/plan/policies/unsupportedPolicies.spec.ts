import { expect } from "chai";
import {
  looksLikePolicy,
  unsupportedPolicies,
} from "../../../../harness/plan/policies/unsupportedPolicies.js";
import { printAddress } from "../../../../properties/targetAddress.js";
import { allow, change, extractPlan, makePlan, trust, written } from "../plans.js";

const statement = JSON.parse(allow("*")) as object;
const open = {
  Statement: [{ Effect: "Allow", Principal: "*", Action: "execute-api:Invoke", Resource: "*" }],
};
const notesOf = (address: string, after: Readonly<Record<string, unknown>>, unknown: object = {}) =>
  extractPlan(makePlan([change(address, { after, unknown })])).notes.map(({ code, message }) => [
    code,
    ...(message.match(/`[^`]*`/g) ?? []),
  ]);

describe("policies in places that are not read", () => {
  const template = {
    Resources: { R: { Type: "AWS::IAM::ManagedPolicy", Properties: { PolicyDocument: statement } } },
  };
  const yaml =
    "Resources:\n  R:\n    Properties:\n      AssumeRolePolicyDocument:\n        Version: '2012-10-17'\n";
  const rows: readonly (readonly [string, string, unknown])[] = [
    ["aws_cloudformation_stack.s", "template_body", JSON.stringify(template)],
    ["aws_cloudformation_stack_set.s", "template_body", yaml],
    ["aws_cloudcontrolapi_resource.s", "desired_state", JSON.stringify({ PolicyDocument: statement })],
    ["aws_of_tomorrow.s", "access", [{ rules: allow("*") }]],
    ["awscc_s3_access_point.s", "policy", allow("*")],
    ["aws_api_gateway_rest_api.s", "body", "openapi: 3.0.1\nx-amazon-apigateway-policy:\n  Version: x\n"],
  ];
  for (const [address, attribute, value] of rows) {
    it(`are reported, such as ${address.slice(0, -2)}.${attribute}`, () => {
      expect(notesOf(address, { [attribute]: value })).to.deep.equal([
        ["policy-not-read", `\`${address}.${attribute}\``],
      ]);
    });
  }

  it("are not seen in other strings, nor in what belongs to other providers", () => {
    const texts = ['{"Version":1}', "my Statement", 'say "Statement": no', '{"v":"{\\"Statement\\":1}"}'];
    expect(texts.map(looksLikePolicy)).to.deep.equal([false, false, true, false]);
    expect(notesOf("local_file.f", { content: allow("*") })).to.deep.equal([]);
    expect(notesOf("data.aws_iam_policy_document.d", { json: allow("*") })).to.deep.equal([]);
    expect(notesOf("aws_cloudformation_stack.s", { template_body: "Resources: {}" })).to.deep.equal([]);
    expect(unsupportedPolicies([])).to.deep.equal([]);
  });
});

describe("policies other than those of the AWS provider", () => {
  it("are read from Cloud Control, each alone, for its roles are not joined", () => {
    const role = {
      assume_role_policy_document: trust,
      policies: [{ policy_name: "p", policy_document: allow("*") }],
    };
    const extraction = extractPlan(
      makePlan([
        change("awscc_iam_role.r", { after: role }),
        change("awscc_iam_managed_policy.p", { after: {}, unknown: { policy_document: true } }),
      ]),
    );
    const found = extraction.policies.map(({ attribute, kind, unknown }) => [attribute, kind, ...unknown]);
    expect(found).to.deep.equal([
      ["assume_role_policy_document", "trust"],
      ["policies[0].policy_document", "identity"],
      ["policy_document", "identity", ""],
    ]);
    expect(
      extraction.targets.map(({ address, holes }) => [printAddress(address), holes.length]),
    ).to.deep.equal([
      ["plan.json#awscc_iam_role.r.policies[0].policy_document", 0],
      ["plan.json#awscc_iam_managed_policy.p.policy_document", 1],
    ]);
    expect(extraction.notes).to.deep.equal([]);
  });

  it("are read from the OpenAPI document of an API", () => {
    const body = (policy: object) => JSON.stringify({ openapi: "3.0.1", ...policy });
    const read = (text: string, sensitive: object = {}) =>
      extractPlan(
        makePlan([change("aws_api_gateway_rest_api.a", { after: { body: text }, sensitive })]),
      ).policies.map(({ attribute, kind, policy }) => [attribute, kind, policy !== null]);
    expect(read(body({ "x-amazon-apigateway-policy": open }))).to.deep.equal([["body", "resource", true]]);
    expect(read(body({ "x-amazon-apigateway-policy": open }), { body: true })).to.deep.equal([
      ["body", "resource", false],
    ]);
    expect([read(body({})), read("openapi: 3"), read("[".repeat(9_999))]).to.deep.equal([[], [], []]);
  });

  it("are read from an OpenAPI document that is yet unknown where it is written out, else reported", () => {
    const address = "aws_api_gateway_rest_api.a";
    const bodyOf = (body?: object) => {
      const resource = { ...written(address, {}), expressions: body === undefined ? {} : { body } };
      const plan = makePlan([change(address, { after: {}, unknown: { body: true } })], {
        resources: [resource],
      });
      const { policies, notes } = extractPlan(plan);
      return [
        policies.map(({ attribute, unknown }) => [attribute, ...unknown]),
        notes.map(({ code }) => code),
      ];
    };
    const references = ["aws_lambda_function.f.invoke_arn", "aws_lambda_function.f"];
    const text = (more: string) => ({
      references,
      constant_value: `\${jsonencode({openapi="3.0.1",${more}uri=aws_lambda_function.f.invoke_arn})}`,
    });
    const policy = `"x-amazon-apigateway-policy"={Statement=[{Effect="Allow",Principal="*",Action="*",Resource=aws_lambda_function.f.arn}]},`;
    const [found, notes] = bodyOf(text(policy));
    expect([found?.map(([attribute]) => attribute), notes]).to.deep.equal([["body"], []]);
    expect(bodyOf(text(""))).to.deep.equal([[], []]);
    expect(bodyOf(text("(aws_lambda_function.f.arn)={},"))).to.deep.equal([[], ["policy-not-read"]]);
    expect(bodyOf({ references })).to.deep.equal([[], ["policy-not-read"]]);
    expect(bodyOf()).to.deep.equal([[], []]);
  });

  it("are reached by address where a data source reads them", () => {
    const after = { policy: JSON.stringify(open) };
    const plan = makePlan([change("data.aws_s3_bucket_policy.b", { actions: ["read"], after })]);
    const { policies, read } = extractPlan(plan);
    expect([policies.length, read?.map(({ address }) => address)]).to.deep.equal([
      0,
      ["data.aws_s3_bucket_policy.b"],
    ]);
  });
});
