import { expect } from "chai";
import { compile } from "../../../policies/evaluate/compile.js";
import { explain } from "../../../policies/evaluate/explain.js";
import { parsePolicy } from "../../../policies/language/parsePolicy.js";
import type { PolicyKind } from "../../../policies/language/policyDocument.js";
import type { Policy } from "../../../policies/language/policySet.js";
import type { Request } from "../../../policies/language/request.js";
import { findManagedPolicy } from "../../../policies/managed/findManagedPolicy.js";

function policy(source: string, kind: PolicyKind, statement: object): Policy {
  const parsed = parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement: statement }), kind);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.diagnostics));
  return { source, document: parsed.value };
}

const batch: Policy = {
  source: "managed:BatchServiceRolePolicy@v7",
  document: findManagedPolicy("BatchServiceRolePolicy", "v7")!.document,
};

const request = (given: Partial<Request>): Request => ({
  principal: "arn:aws:iam::111122223333:role/example",
  action: "ec2:TerminateInstances",
  resource: "arn:aws:ec2:us-east-1:111122223333:instance/i-0abc",
  resourceAccount: "111122223333",
  context: {},
  ...given,
});

describe("explain", () => {
  it("names the statement that allows", () => {
    const context = { "aws:ResourceTag/AWSBatchServiceTag": "batch" };
    expect(explain(compile({ identity: [batch] }), request({ context }))).to.deep.equal({
      decision: "allowed",
      statements: [{ source: batch.source, pointer: "/Statement/7", sid: "AWSBatchPolicyStatement8" }],
      why: [
        "the identity policy managed:BatchServiceRolePolicy@v7 /Statement/7 (AWSBatchPolicyStatement8) allows it",
      ],
      missingKeys: [],
    });
  });

  it("names the element that keeps a statement from applying, and the key the request lacks", () => {
    expect(explain(compile({ identity: [batch] }), request({}))).to.deep.equal({
      decision: "implicitDeny",
      statements: [],
      why: [
        "no statement of the identity policy allows ec2:TerminateInstances",
        "managed:BatchServiceRolePolicy@v7 /Statement/7 (AWSBatchPolicyStatement8) needs " +
          "a value of aws:ResourceTag/AWSBatchServiceTag, and the request has no value for it",
      ],
      missingKeys: ["aws:ResourceTag/AWSBatchServiceTag"],
    });
  });

  it("names the statement that denies, in whichever layer it is", () => {
    const boundary = policy("boundary.json", "boundary", [
      { Effect: "Allow", Action: "*", Resource: "*" },
      { Sid: "Keep", Effect: "Deny", Action: "ec2:Terminate*", Resource: "*" },
    ]);
    const explained = explain(compile({ identity: [batch], boundary }), request({}));
    expect(explained.decision).to.equal("explicitDeny");
    expect(explained.statements).to.deep.equal([
      { source: "boundary.json", pointer: "/Statement/1", sid: "Keep" },
    ]);
    expect(explained.why).to.deep.equal([
      "the permissions boundary boundary.json /Statement/1 (Keep) denies it explicitly",
    ]);
  });

  it("names every layer that stays silent", () => {
    const other = policy("other.json", "boundary", { Effect: "Allow", Action: "s3:*", Resource: "*" });
    const identity = [policy("all.json", "identity", { Effect: "Allow", Action: "*", Resource: "*" })];
    const scps = [[policy("scp.json", "scp", { Effect: "Allow", Action: "s3:*", Resource: "*" })]];
    const explained = explain(compile({ identity, boundary: other, session: [other], scps }), request({}));
    expect(explained.why).to.deep.equal([
      "no statement of the permissions boundary allows ec2:TerminateInstances",
      "no statement of the session policy allows ec2:TerminateInstances",
      "no statement of the SCP of level 1 allows ec2:TerminateInstances",
    ]);
  });

  it("says what a request into another account wants", () => {
    const identity = [policy("all.json", "identity", { Effect: "Allow", Action: "*", Resource: "*" })];
    const explained = explain(compile({ identity }), request({ resourceAccount: "444455556666" }));
    expect(explained.why).to.deep.equal([
      "the resource is in account 444455556666, and no resource policy there is given",
    ]);
  });

  it("says that a key answers to its own policy", () => {
    const identity = [policy("all.json", "identity", { Effect: "Allow", Action: "*", Resource: "*" })];
    const app = { AWS: "arn:aws:iam::111122223333:role/app" };
    const resource = policy("key.json", "resource", {
      Effect: "Allow",
      Principal: app,
      Action: "kms:*",
      Resource: "*",
    });
    const key = { action: "kms:Decrypt", resource: "arn:aws:kms:us-east-1:111122223333:key/1" };
    expect(explain(compile({ identity, resource }), request(key)).why).to.deep.equal([
      "no statement of the resource policy allows kms:Decrypt",
      "this resource answers only to its own policy, which must let the account in",
      "key.json /Statement names other principals",
    ]);
  });

  it("says that the resource is not covered", () => {
    const identity = [
      policy("p.json", "identity", {
        Effect: "Allow",
        Action: "ec2:*",
        Resource: "arn:aws:ec2:*:*:volume/*",
      }),
    ];
    expect(explain(compile({ identity }), request({})).why[1]).to.equal(
      "p.json /Statement does not cover the resource arn:aws:ec2:us-east-1:111122223333:instance/i-0abc",
    );
  });

  it("knows the call that needs no permission, and the root user", () => {
    const none = compile({ identity: [] });
    expect(explain(none, request({ action: "sts:GetCallerIdentity", resource: "*" })).why).to.deep.equal([
      "sts:GetCallerIdentity needs no permission",
    ]);
    expect(explain(none, request({ principal: "arn:aws:iam::111122223333:root" })).why).to.deep.equal([
      "the root user may do everything in its account",
    ]);
  });

  it("names the statements of the resource that the request is on, and of no other", () => {
    const allow = { Effect: "Allow", Principal: "*", Action: "s3:*", Resource: "*" };
    const bucket = (name: string, account: string) => ({
      address: `aws_s3_bucket.${name}`,
      arns: [`arn:aws:s3:::${name}/*`],
      account,
      policies: [policy(`aws_s3_bucket_policy.${name}`, "resource", allow)],
    });
    const set = { identity: [], resources: [bucket("a", "111122223333"), bucket("b", "999988887777")] };
    const on = (resource: string) =>
      explain(compile(set), request({ action: "s3:GetObject", resource: `arn:aws:s3:::${resource}` }));
    expect(on("a/k").why).to.deep.equal(["the resource policy aws_s3_bucket_policy.a /Statement allows it"]);
    expect(on("a/k").statements.map(({ source }) => source)).to.deep.equal(["aws_s3_bucket_policy.a"]);
    expect(on("b/k").decision).to.equal("implicitDeny");
    expect(on("c/k").why).to.deep.equal(["no statement of the identity policy allows s3:GetObject"]);
  });
});
