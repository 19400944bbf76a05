import { expect } from "chai";
import fc from "fast-check";
import { policyDocument } from "../../generators/policyDocument.js";
import { requestNear } from "../../generators/requestNear.js";
import { isResource } from "../../generators/resource.js";
import { authorize } from "../../policies/evaluate/authorize.js";
import { compile } from "../../policies/evaluate/compile.js";
import { explain } from "../../policies/evaluate/explain.js";
import { parsePolicy } from "../../policies/language/parsePolicy.js";
import type { PolicySet } from "../../policies/language/policySet.js";
import type { Request } from "../../policies/language/request.js";
import type { ServiceReference } from "../../policies/reference/serviceReference.js";
import { arbitraryLaws } from "./arbitraryLaws.js";
import { batchPolicyNames, batchReference, managedSet } from "./batchPolicies.js";
import { identitySet } from "./identitySet.js";
import { minimal } from "./minimal.js";

const common = {
  principal: "arn:aws:iam::111122223333:role/example",
  resourceAccount: "111122223333",
};

const keyIn = ({ context }: Request, key: string): boolean =>
  Object.keys(context).some((present) => present.toLowerCase() === key.toLowerCase());

describe("requestNear", () => {
  let reference: ServiceReference;
  before(async () => {
    reference = await batchReference();
  });

  arbitraryLaws<Request>({
    arbitrary: requestNear(managedSet("BatchServiceRolePolicy@v7")),
    wellFormed: ({ action, resource, resourceAccount }) =>
      /^[^:]+:[^:]+$/.test(action) && isResource(resource) && /^\d{12}$/.test(resourceAccount),
    size: ({ context }) => Object.keys(context).length,
    simplest: {
      ...common,
      action: "ec2:DescribeAccountAttributes",
      resource: "arn:aws:ec2:us-east-1:111122223333:example",
      context: {},
    },
    reaches: {
      "a present guard": (request) => keyIn(request, "aws:RequestTag/AWSBatchServiceTag"),
      "an empty tag": ({ context }) => context["aws:RequestTag/AWSBatchServiceTag"] === "",
      "another service name": ({ context }) => context["iam:PassedToService"] === "ec2.amazonaws.comx",
      "a key in lower case": ({ context }) => "iam:passedtoservice" in context,
      "no particular resource": ({ resource }) => resource === "*",
      "an action one edit away": ({ action }) => action === "ec2:RunInstancesx",
    },
  });

  describe("discovers, within 1,000 requests,", () => {
    for (const name of batchPolicyNames) {
      it(`every statement and every key of ${name}, allowed and not`, () => {
        const policies = managedSet(name);
        const coverage = coverageOf(
          policies,
          fc.sample(requestNear(policies, { reference }), { seed: 1, numRuns: 1000 }),
        );
        expect(coverage.statements.filter(({ allowed }) => allowed < 5)).to.deep.equal([]);
        expect(coverage.keys.filter(({ present, absent }) => present < 5 || absent < 5)).to.deep.equal([]);
        expect(coverage.allowed).to.be.within(400, 800);
      });
    }

    it("a request between a boundary's denial and the role's grant", () => {
      const policies: PolicySet = {
        ...identitySet({ Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::data/*" }),
        boundary: identitySet(
          { Effect: "Allow", Action: "s3:*", Resource: "*" },
          {
            Effect: "Deny",
            Action: "*",
            Resource: "*",
            Condition: { StringNotEquals: { "aws:RequestedRegion": "eu-west-1" } },
          },
        ).identity[0]!,
      };
      const coverage = coverageOf(policies, fc.sample(requestNear(policies), { seed: 1, numRuns: 1000 }));
      expect(coverage.allowed).to.be.above(50);
    });
  });

  const odd: Record<string, PolicySet> = {
    "no policies": { identity: [] },
    "no actions left out": identitySet({ Effect: "Allow", NotAction: [], Resource: "*" }),
    "no resources left out": identitySet({ Effect: "Allow", Action: "s3:*", NotResource: [] }),
    "nothing but everything": identitySet({ Effect: "Allow", NotAction: "*", NotResource: "*" }),
    "a condition without values": identitySet({
      Effect: "Allow",
      Action: "*",
      Resource: "*",
      Condition: { StringEquals: { "aws:username": [] }, "ForAnyValue:StringLike": { "aws:TagKeys": [] } },
    }),
    "odd patterns": identitySet({
      Effect: "Allow",
      Action: "s3:",
      Resource: ["arn:aws:s3", "arn:aws:b", "arn:aws:*", "arn:aws:s3:::${aws:x}"],
    }),
  };
  for (const [name, policies] of Object.entries(odd)) {
    it(`gives requests near ${name}`, () => {
      const requests = fc.sample(requestNear(policies), { seed: 1, numRuns: 100 });
      expect(requests.filter(({ resource }) => !isResource(resource))).to.deep.equal([]);
    });
  }

  it("gives requests near any document, and shrinks them", () => {
    const documents = fc.sample(policyDocument(), { seed: 9, numRuns: 100 });
    for (const json of documents) {
      const parsed = parsePolicy(JSON.stringify(json), "identity");
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.diagnostics));
      const policies = { identity: [{ source: "random", document: parsed.value }] };
      const found = minimal(requestNear(policies), () => true);
      expect(found.context, JSON.stringify(json)).to.deep.equal({});
    }
  });

  describe("stays, in the typed universe,", () => {
    it("with resource types and keys that the action supports", () => {
      const typed = requestNear(managedSet("BatchServiceRolePolicy"), { reference, universe: "typed" });
      for (const { action, resource, context } of fc.sample(typed, { seed: 1, numRuns: 500 })) {
        if (action === "ecs:StopTask") expect(resource).to.match(/^arn:aws(-cn)?:ecs:.*:task\//);
        if (action === "iam:PassRole") expect(Object.keys(context).join()).not.to.match(/tag/i);
      }
    });

    it("with one value for a key that is never sent as a list", () => {
      const Condition = { "ForAnyValue:StringLike": { "aws:PrincipalTag/team": "a*" } };
      const policies = identitySet({ Effect: "Allow", Action: "ecs:StopTask", Resource: "*", Condition });
      const values = fc
        .sample(requestNear(policies, { reference, universe: "typed" }), { seed: 1, numRuns: 100 })
        .flatMap(({ context }) => Object.values(context));
      expect(values.filter((value) => typeof value !== "string")).to.deep.equal([]);
      expect(values).not.to.have.length(0);
    });
  });

  describe("shrinks to what a person would write:", () => {
    const rows: readonly (readonly [string, string, (request: Request) => boolean, object])[] = [
      [
        "a role passed to any service",
        "AWSBatchFullAccess",
        (request) =>
          request.action.toLowerCase() === "iam:passrole" && !keyIn(request, "iam:PassedToService"),
        {
          action: "iam:PassRole",
          resource: "arn:aws:iam::111122223333:role/AWSBatchServiceRole",
          context: {},
        },
      ],
      [
        "the first thing allowed",
        "BatchServiceRolePolicy",
        () => true,
        { action: "ec2:DescribeAccountAttributes", resource: "*", context: {} },
      ],
      [
        "an instance terminated",
        "BatchServiceRolePolicy",
        ({ action }) => action === "ec2:TerminateInstances",
        {
          action: "ec2:TerminateInstances",
          resource: "arn:aws:ec2:us-east-1:111122223333:instance/i-0123456789abcdef0",
          context: { "aws:ResourceTag/AWSBatchServiceTag": "example" },
        },
      ],
      [
        "a log group below the prefix",
        "BatchServiceRolePolicy",
        ({ action }) => action === "logs:CreateLogGroup",
        {
          action: "logs:CreateLogGroup",
          resource: "arn:aws:logs:us-east-1:111122223333:log-group:/aws/batch/job-example",
          context: {},
        },
      ],
      [
        "a wildcard action",
        "AWSBatchFullAccess",
        ({ action }) => action.startsWith("batch:Sub"),
        {
          action: "batch:SubmitJob",
          resource: "arn:aws:batch:us-east-1:111122223333:job/example",
          context: {},
        },
      ],
      [
        "a service-linked role created",
        "AWSBatchServiceRole",
        ({ action }) => action === "iam:CreateServiceLinkedRole",
        {
          action: "iam:CreateServiceLinkedRole",
          resource: "arn:aws:iam::111122223333:role/example",
          context: { "iam:AWSServiceName": "spot.amazonaws.com" },
        },
      ],
    ];
    for (const [what, name, condition, expected] of rows) {
      it(what, () => {
        const policies = managedSet(name);
        const compiled = compile(policies);
        const found = minimal(
          requestNear(policies, { reference }),
          (request) => authorize(compiled, request) === "allowed" && condition(request),
        );
        expect(found).to.deep.equal({ ...common, ...expected });
      });
    }

    it("a resource in the caller's account", () => {
      const principal = "arn:aws:iam::123456789012:role/ops/job";
      const found = minimal(requestNear(managedSet("AWSBatchFullAccess"), { principal }), () => true);
      expect(found).to.deep.include({
        principal,
        resource: "arn:aws:batch:us-east-1:123456789012:example",
        resourceAccount: "123456789012",
      });
    });

    it("a request for the actions asked for, even where another is simpler", () => {
      const actions = fc.constantFrom("ecs:RunTask", "ecs:StopTask");
      const policies = managedSet("BatchServiceRolePolicy");
      expect(minimal(requestNear(policies, { reference, actions }), () => true).action).to.equal(
        "ecs:RunTask",
      );
    });
  });
});

function coverageOf(policies: PolicySet, requests: readonly Request[]) {
  const compiled = compile(policies);
  const explained = requests.map((request) => explain(compiled, request));
  const { statements } = policies.identity[0]!.document;
  const keys = new Set(statements.flatMap(({ conditions }) => conditions.map(({ key }) => key)));
  return {
    allowed: explained.filter(({ decision }) => decision === "allowed").length,
    statements: statements.map(({ pointer }) => ({
      pointer,
      allowed: explained.filter((one) => one.statements.some((deciding) => deciding.pointer === pointer))
        .length,
    })),
    keys: [...keys].map((key) => ({
      key,
      present: requests.filter((request) => keyIn(request, key)).length,
      absent: requests.filter((request) => !keyIn(request, key)).length,
    })),
  };
}
