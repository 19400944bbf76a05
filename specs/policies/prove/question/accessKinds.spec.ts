import { expect } from "chai";
import type { Request } from "../../../../policies/language/request.js";
import { callerClasses } from "../../../../policies/prove/callers/callerClasses.js";
import { callerKeysOf } from "../../../../policies/prove/callers/callerKeysOf.js";
import { checkCertificate } from "../../../../policies/prove/certificate/checkCertificate.js";
import { findRequest } from "../../../../policies/prove/findRequest.js";
import { type Access, compileAccess, difference } from "../../../../policies/prove/question/access.js";
import { authorize as define } from "../../../reference/authorize.js";
import { callers, generatedBucket, own } from "../callers/generatedResourcePolicy.js";
import { Dice } from "../generatedPolicies.js";
import { allowing, policySetOf } from "../policySets.js";

const job = `arn:aws:iam::${own}:role/job`;
const request = (more: Partial<Request> = {}): Request => ({
  principal: job,
  action: "s3:GetObject",
  resource: "arn:aws:s3:::b/k",
  resourceAccount: own,
  context: {},
  ...more,
});

describe("the requests that a statement matches", () => {
  const access: Access = {
    kind: "matching",
    statement: {
      action: { negated: false, patterns: ["s3:Get*"] },
      resource: { negated: false, patterns: ["arn:aws:s3:::b/*"] },
      conditions: [
        { operator: { name: "StringNotLike", ifExists: false }, key: "aws:SourceVpce", values: ["vpce-1"] },
      ],
    },
  };
  const contains = compileAccess(access);

  for (const [name, asked, expected] of [
    ["hold the caller's", request(), true],
    ["hold an anonymous caller's", request({ principal: "*" }), true],
    ["leave out another action", request({ action: "s3:PutObject" }), false],
    ["leave out another resource", request({ resource: "arn:aws:s3:::c/k" }), false],
    ["leave out a condition that fails", request({ context: { "aws:SourceVpce": "vpce-1" } }), false],
  ] as const) {
    it(name, () => expect(contains(asked)).to.equal(expected));
  }

  it("are found and excluded by the prover", () => {
    const found = findRequest(access, { principal: "*" });
    expect(found).to.have.nested.property("witness.action", "s3:GetObject");
    expect(findRequest(difference(access, { kind: "matching", statement: {} })).kind).to.equal("empty");
  });
});

describe("the requests of another caller", () => {
  const everyoneElse = allowing({ Condition: { StringNotEquals: { "aws:PrincipalAccount": own } } });
  const as = (principal: string, keys: Record<string, string>): Access => ({
    kind: "as",
    principal,
    keys,
    part: { kind: "of", policies: everyoneElse },
  });

  it("are decided with the keys of that caller and nothing of the one that asks", () => {
    const stranger = as("arn:aws:iam::444455556666:user/example", { "aws:PrincipalAccount": "444455556666" });
    const mine = request({ resourceAccount: "444455556666", context: { "aws:PrincipalAccount": own } });
    expect(compileAccess(stranger)(mine)).to.equal(true);
    expect(compileAccess(as(job, { "aws:PrincipalAccount": own }))(request())).to.equal(false);
  });

  it("are empty where the keys of the other caller decide it", () => {
    expect(findRequest(as(job, { "aws:principalaccount": own }), { principal: job }).kind).to.equal("empty");
  });
});

describe("the access that one class has and another has not", () => {
  it("is what the evaluator says, for generated policies of a bucket", function () {
    this.timeout(60_000);
    const dice = new Dice(17);
    const seen = { empty: 0, found: 0, undecided: 0 };
    for (let round = 0; round < 300; round += 1) {
      const resource = generatedBucket(dice);
      const classes = callerClasses(resource.policies, { account: own });
      const [one, other] = [dice.pick(classes), dice.pick(classes)];
      const policies = { ...policySetOf(everything), resources: [resource] };
      const part: Access = { kind: "of", policies };
      const told: Access = { kind: "as", principal: other.principal, keys: callerKeysOf(other), part };
      const access: Access = {
        kind: "both",
        parts: [difference(part, told), { kind: "matching", statement: { action: s3Actions } }],
      };
      const options = { principal: one.principal, resourceAccount: own, among: one.members };
      const answer = findRequest(access, options);
      seen[answer.kind] += 1;
      const why = JSON.stringify([one, other, resource, answer]);
      if (answer.kind === "found") {
        const { witness } = answer;
        const own_ = Object.entries(witness.context).filter(
          ([key]) => !/principal|user|source|federated|caller|:sub|:aud/i.test(key),
        );
        const asOther = {
          ...witness,
          principal: other.principal,
          context: { ...Object.fromEntries(own_), ...callerKeysOf(other) },
        };
        expect(
          [define(policies, witness) === "allowed", define(policies, asOther) === "allowed"],
          why,
        ).to.deep.equal([true, false]);
      }
      if (answer.kind === "empty") {
        expect(checkCertificate(access, answer.certificate, options), why).to.equal(true);
        const contains = compileAccess(access);
        const own_ = callers.filter(({ principal }) => principal === one.principal);
        for (const { principal, keys } of own_)
          expect(contains(request({ principal, context: keys })), why).to.equal(false);
      }
    }
    expect(Math.min(seen.empty, seen.found), JSON.stringify(seen)).to.be.above(50);
  });
});

const s3Actions = { negated: false, patterns: ["s3:*"] } as const;
const everything = { Version: "2012-10-17", Statement: { Effect: "Allow", Action: "*", Resource: "*" } };

describe("the requests that would be allowed for another action", () => {
  const on = (action: string, resource: string): Access => ({
    kind: "of",
    policies: allowing({ Action: action, Resource: resource }),
  });
  const both = (second: string): Access => ({
    kind: "both",
    parts: [
      on("lambda:CreateFunction", "arn:aws:lambda:eu-west-1:111122223333:function:app-*"),
      { kind: "actions", patterns: ["lambda:CreateFunction"], except: [] },
      {
        kind: "asking",
        action: "lambda:InvokeFunction",
        keys: {},
        part: on("lambda:InvokeFunction", `arn:aws:lambda:eu-west-1:111122223333:function:${second}`),
      },
    ],
  });

  it("are on a resource that both actions are allowed on", () => {
    const found = findRequest(both("*-prod"), { principal: job });
    expect(found).to.have.nested.property("witness.action", "lambda:CreateFunction");
    expect(found)
      .to.have.nested.property("witness.resource")
      .that.matches(/:app-(.*-)?prod$/);
  });

  it("are empty where no resource has both names", () => {
    expect(findRequest(both("other-*"), { principal: job }).kind).to.equal("empty");
  });

  it("have the keys that the other action is asked with", () => {
    const part: Access = {
      kind: "of",
      policies: allowing({
        Action: "iam:PassRole",
        Resource: "*",
        Condition: { StringEquals: { "iam:PassedToService": "lambda.amazonaws.com" } },
      }),
    };
    const asking = (service: string | undefined): Access => ({
      kind: "asking",
      action: "iam:PassRole",
      keys: { "iam:passedtoservice": service },
      part,
    });
    expect(findRequest(asking("lambda.amazonaws.com"), { principal: job }).kind).to.equal("found");
    expect(findRequest(asking("ec2.amazonaws.com"), { principal: job }).kind).to.equal("empty");
    expect(findRequest(asking(undefined), { principal: job }).kind).to.equal("empty");
  });
});
