import { expect } from "chai";
import fc from "fast-check";
import { action } from "../../generators/action.js";
import { documentCondition } from "../../generators/documentCondition.js";
import { mutantsOf } from "../../generators/mutants/mutantsOf.js";
import { policyDocument, policyStatement } from "../../generators/policyDocument.js";
import { policySet } from "../../generators/policySet.js";
import { principal } from "../../generators/principal.js";
import { requestContext } from "../../generators/requestContext.js";
import { requestSequence } from "../../generators/requestSequence.js";
import { resource } from "../../generators/resource.js";
import { tags } from "../../generators/tags.js";
import { terraformPlan } from "../../generators/terraformPlan.js";
import { parsePolicy } from "../../policies/language/parsePolicy.js";
import { identitySet } from "./identitySet.js";

/** What a value of the user's own shrinks to, given as an example to fast-check. */
const shrunk = <T>(arbitrary: fc.Arbitrary<T>, own: T, fails: (value: T) => boolean): T | undefined =>
  fc.check(
    fc.property(arbitrary, (value) => !fails(value)),
    { seed: 1, numRuns: 1, examples: [[own]] },
  ).counterexample?.[0];

describe("values of the user's own shrink:", () => {
  const Condition = {
    StringEquals: { "aws:username": ["x", "y"], "s3:prefix": "p" },
    Bool: { "aws:SecureTransport": "true" },
  };
  const allow = {
    Sid: "One",
    Effect: "Allow",
    Action: ["ec2:RunInstances", "ec2:StopInstances"],
    Resource: "*",
    Condition,
  };
  const deny = { Effect: "Deny", NotAction: "iam:*", Resource: ["arn:aws:s3:::b", "arn:aws:s3:::c"] };

  it("a statement, to the plainest value of an element that must stay, and an operator without its extras", () => {
    const own = { Version: "2012-10-17", Statement: [deny] } as never;
    const hasNot = (one: unknown) => JSON.stringify(one).includes("NotAction");
    expect(JSON.stringify(shrunk(policyDocument(), own, hasNot))).to.include('"NotAction":"s3:GetObject"');
    const limited = { ...allow, Condition: { "ForAllValues:StringLikeIfExists": { "s3:prefix": "p" } } };
    const hasPrefix = (one: unknown) => JSON.stringify(one).includes("s3:prefix");
    const found = JSON.stringify(
      shrunk(policyDocument(), { Version: "2012-10-17", Statement: [limited] } as never, hasPrefix),
    );
    expect(found).not.to.match(/ForAllValues|IfExists/);
  });

  it("an action, to one of the patterns", () => {
    expect(
      shrunk(action(["ec2:Run*", "ec2:StopInstances"]), "EC2:stopinstances", (one) => /stop/i.test(one)),
    ).to.equal("ec2:StopInstances");
  });

  it("a resource, to a readable one", () => {
    const buckets = resource(["arn:aws:s3:::data-*"], { action: "s3:GetObject" });
    expect(shrunk(buckets, "arn:aws:s3:::data-7f3e-zz", () => true)).to.equal("arn:aws:s3:::data-example");
  });

  it("a context and tags, to the key that it takes", () => {
    const contexts = requestContext(identitySet({ ...allow, Condition }));
    const own = { "aws:Username": "zz", "s3:prefix": "p", "aws:SourceIp": "192.0.2.1" };
    const hasUser = (one: object) => Object.keys(one).some((key) => /username/i.test(key));
    expect(shrunk(contexts, own, hasUser)).to.deep.equal({ "aws:username": "x" });
    const tagged = {
      "aws:RequestTag/TEAM": "zz",
      "aws:RequestTag/cost": "1",
      "aws:TagKeys": ["TEAM", "cost"],
    };
    const hasTeam = (one: object) => Object.keys(one).some((key) => /tag\/team/i.test(key));
    expect(shrunk(tags(["team", "cost"]), tagged, hasTeam)).to.deep.equal({
      "aws:RequestTag/team": "example",
      "aws:TagKeys": ["team"],
    });
  });

  it("a document, a statement and a condition, to what makes them fail", () => {
    const document = { Version: "2008-10-17", Statement: [allow, deny] };
    expect(shrunk(policyDocument(), document, (one) => /Deny/.test(JSON.stringify(one)))).to.deep.equal({
      Version: "2012-10-17",
      Statement: [{ Effect: "Deny", Action: "s3:GetObject", Resource: "*" }],
    });
    expect(shrunk(policyStatement(), allow, (one) => /aws:username/.test(JSON.stringify(one)))).to.deep.equal(
      {
        Effect: "Allow",
        Action: "s3:GetObject",
        Resource: "*",
        Condition: { StringEquals: { "aws:username": "a" } },
      },
    );
    expect(shrunk(documentCondition(), Condition, (one) => /Bool/.test(JSON.stringify(one)))).to.deep.equal({
      Bool: { "aws:SecureTransport": "true" },
    });
  });

  it("a document of any kind, to one that AWS stores", () => {
    for (const kind of ["resource", "trust", "scp", "rcp", "boundary"] as const) {
      for (const one of fc.sample(policyDocument({ kind }), { seed: 1, numRuns: 20 })) {
        const found = shrunk(policyDocument({ kind }), one, (two) => {
          expect(parsePolicy(JSON.stringify(two), kind).ok, JSON.stringify(two)).to.equal(true);
          return true;
        });
        expect(JSON.stringify(found).length).to.be.at.most(130);
      }
    }
  });

  it("a policy set, to the statement that makes it fail", () => {
    const [one] = identitySet(allow, deny).identity;
    const own = {
      identity: [one!],
      boundary: { ...one!, source: "boundary" },
      scps: [[{ ...one!, source: "scp" }]],
    };
    const found = shrunk(policySet(), own, ({ identity }) =>
      identity.some(({ document }) => document.statements.some(({ effect }) => effect === "Deny")),
    );
    expect(Object.keys(found!)).to.deep.equal(["identity"]);
    expect(found!.identity[0]!.document.statements).to.have.length(1);
  });

  it("a principal, to one of the same kind", () => {
    const own = "arn:aws:iam::999988887777:user/ops/carol";
    expect(shrunk(principal(), own, (one) => one.includes(":user/"))).to.equal(
      "arn:aws:iam::111122223333:user/alice",
    );
  });

  it("are refused where an option does not exist", () => {
    const odd = { refernce: 1 } as object;
    const policies = identitySet(allow);
    const makers: readonly (() => unknown)[] = [
      () => action([], odd),
      () => resource([], odd),
      () => requestContext(policies, odd),
      () => tags([], odd),
      () => policyDocument(odd),
      () => policySet(odd),
      () => principal(odd),
      () => requestSequence(policies, odd),
      () => terraformPlan(odd),
      () => mutantsOf(policies, odd),
    ];
    for (const make of makers) expect(make).to.throw(TypeError, "unknown option `refernce`");
  });
});
