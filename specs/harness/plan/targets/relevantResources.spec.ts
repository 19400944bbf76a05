import { expect } from "chai";
import fc from "fast-check";
import { relevantResources } from "../../../../harness/plan/targets/relevantResources.js";
import { authorize } from "../../../../policies/evaluate/authorize.js";
import { readCaller } from "../../../../policies/evaluate/caller.js";
import { compile } from "../../../../policies/evaluate/compile.js";
import type { HeldResource, PolicySet } from "../../../../policies/language/policySet.js";
import { relate } from "../../../../policies/prove/relate.js";
import { Dice, generatePolicySet } from "../../../policies/prove/generatedPolicies.js";
import { policySetOf } from "../../../policies/prove/policySets.js";
import { generatedCase } from "../../../reference/generatedCase.js";
import { readCasePolicies } from "../../../reference/readCasePolicies.js";

const own = "111122223333";
const role = `arn:aws:iam::${own}:role/job`;

/** A set with the resources that count for a principal alone. */
const pruned = (set: PolicySet, principal: string): PolicySet => ({
  ...set,
  resources: relevantResources(set.resources ?? [])(set, principal),
});

const bucket = (statement: object, more: Partial<HeldResource> = {}): HeldResource => ({
  address: "aws_s3_bucket.b",
  arns: ["arn:aws:s3:::b", "arn:aws:s3:::b/*"],
  actions: ["s3:*"],
  account: own,
  policies: policySetOf({ Version: "2012-10-17", Statement: { Resource: "*", ...statement } }).identity,
  ...more,
});
const allow = (principal: unknown) => ({ Effect: "Allow", Principal: principal, Action: "s3:GetObject" });
const deny = (principal: unknown) => ({ Effect: "Deny", Principal: principal, Action: "*" });
const identity = (action: string, resource: string) =>
  policySetOf({ Version: "2012-10-17", Statement: { Effect: "Allow", Action: action, Resource: resource } });
const reading = identity("s3:GetObject", "arn:aws:s3:::b/*");
const elsewhere = identity("s3:GetObject", "arn:aws:s3:::other/*");
const foreign = { account: "444455556666" };
const key = {
  arns: [`arn:aws:kms:us-east-1:${own}:key/k`],
  actions: ["kms:*"],
  policies: policySetOf({
    Version: "2012-10-17",
    Statement: { Effect: "Allow", Principal: { AWS: own }, Action: "kms:*", Resource: "*" },
  }).identity,
};

const rows: readonly (readonly [string, PolicySet, HeldResource, boolean])[] = [
  ["an Allow to everyone", elsewhere, bucket(allow("*")), true],
  ["an Allow to the role", elsewhere, bucket(allow({ AWS: role })), true],
  ["an Allow to another role", reading, bucket(allow({ AWS: `${role}2` })), false],
  ["an Allow to the own account alone", reading, bucket(allow({ AWS: own })), false],
  [
    "an Allow to everyone but another",
    elsewhere,
    bucket({ Effect: "Allow", NotPrincipal: { AWS: foreign.account }, Action: "*" }),
    true,
  ],
  ["a Deny where the role reaches", reading, bucket(deny("*")), true],
  ["a Deny where it does not", elsewhere, bucket(deny("*")), false],
  ["a Deny to others", reading, bucket(deny({ AWS: `${role}2` })), false],
  [
    "a Deny to all but the role",
    reading,
    bucket({ Effect: "Deny", NotPrincipal: { AWS: [role, own] }, Action: "*" }),
    false,
  ],
  [
    "the same with a boundary",
    { ...reading, boundary: reading.identity[0]! },
    bucket({ Effect: "Deny", NotPrincipal: { AWS: [role, own] }, Action: "*" }),
    true,
  ],
  ["another account where the role reaches", reading, bucket(allow({ AWS: own }), foreign), true],
  ["another account where it does not", elsewhere, bucket(allow("*"), foreign), false],
  ["a key where the role reaches", identity("kms:*", "*"), bucket(allow("*"), key), true],
  ["a key where it does not", reading, bucket(allow("*"), key), false],
  ["other actions", identity("sqs:*", "*"), bucket(deny("*")), false],
  ["a resource by variable", identity("s3:*", "arn:aws:s3:::${aws:username}/*"), bucket(deny("*")), true],
];

const none: PolicySet = { identity: [] };

describe("the resources of a plan that count for a principal", () => {
  for (const [title, set, resource, isKept] of rows) {
    it(`${isKept ? "hold" : "do not hold"} ${title}`, () => {
      expect(relevantResources([resource])(set, role)).to.deep.equal(isKept ? [resource] : []);
    });
  }

  it("keep their order, and together where they have a request in common", () => {
    const granting = bucket(allow("*"));
    const denying = bucket(deny("*"), { address: "aws_s3_bucket.other" });
    const apart = bucket(deny("*"), { arns: ["arn:aws:s3:::c"] });
    expect(relevantResources([denying, apart, granting])(elsewhere, role)).to.deep.equal([denying, granting]);
  });

  it("decide every request as all resources do", () => {
    let kept = 0;
    let all = 0;
    fc.assert(
      fc.property(generatedCase, ({ policies, requests }) => {
        const { resource: _, ...set } = readCasePolicies(policies) ?? none;
        const whole = compile(set);
        for (const asked of requests) {
          const { principal } = asked;
          const { account } = readCaller(principal);
          const request = { ...asked, ...(account !== "" && { resourceAccount: account }) };
          const some = pruned(set, principal);
          kept += some.resources!.length;
          all += set.resources?.length ?? 0;
          const [expected, actual] = [whole, compile(some)].map(
            (one) => authorize(one, request) === "allowed",
          );
          if (expected !== actual)
            throw new Error(JSON.stringify({ policies, request, some: some.resources }));
        }
      }),
      { seed: 11, numRuns: 100 },
    );
    expect(kept).to.be.within(all / 10, (all * 9) / 10);
  }).timeout(60_000);

  it("are proved to allow what all resources do", () => {
    const seen = new Set<number>();
    for (let seed = 1; seed <= 100; seed++) {
      const dice = new Dice(seed);
      const { resource: _, ...drawn } = generatePolicySet(dice, { principals: true });
      const resources = Array.from(
        { length: 3 },
        () => generatePolicySet(dice, { principals: true }).resources,
      );
      const set = { ...drawn, resources: resources.flatMap((some) => some ?? []) };
      const principal = dice.pick([`arn:aws:iam::${own}:role/example`, `arn:aws:iam::${own}:root`, "*"]);
      const some = pruned(set, principal);
      seen.add(set.resources.length - some.resources!.length);
      const { forward, backward } = relate(set, some, { principal });
      const verdicts = [forward.verdict, backward.verdict];
      expect(verdicts, JSON.stringify({ seed, principal, set })).to.not.include("refuted");
    }
    expect(seen.size).to.be.above(1);
  }).timeout(60_000);
});
