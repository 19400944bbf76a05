import { expect } from "chai";
import { allow, change, extractPlan, makePlan, trust } from "../plans.js";

const role = change("aws_iam_role.r", { after: { name: "r", assume_role_policy: trust } });
const given = (policy: unknown) => change("aws_iam_role_policy.p", { after: { role: "r", policy } });

/** What a plan may hold where a policy document belongs. */
const texts: readonly (readonly [title: string, policy: unknown, code: RegExp])[] = [
  ["no JSON", "{oops", /./],
  ["a JSON list", "[]", /./],
  ["the word null", "null", /./],
  ["a number", 7, /^policy-not-text$/],
  ["an object in place of a string", { Statement: [] }, /^policy-not-text$/],
  ["a nesting bomb", "[".repeat(200_000), /./],
  ["a nesting bomb inside a statement", `{"Statement":${'{"a":'.repeat(5_000)}1${"}".repeat(5_000)}}`, /./],
  ["a key named __proto__", allow("s3:*").replace("{", '{"__proto__":{"Statement":[]},'), /./],
  ["the same key twice", allow("s3:*").replace("{", '{"Version":"2008-10-17",'), /./],
];

describe("policy strings that are not policies", () => {
  for (const [title, policy, code] of texts) {
    it(`are findings with an address, such as ${title}`, () => {
      const extraction = extractPlan(makePlan([role, given(policy)]));
      const found = extraction.policies.find(({ address }) => address === "aws_iam_role_policy.p")!;
      expect(found.policy).to.equal(null);
      expect(found.diagnostics.find(({ severity }) => severity === "error")!.code).to.match(code);
      expect(extraction.targets[0]!.holes.map(({ address }) => address)).to.deep.equal([
        "aws_iam_role_policy.p.policy",
      ]);
      expect(Object.hasOwn(Object.prototype, "Statement")).to.equal(false);
    });
  }
});
