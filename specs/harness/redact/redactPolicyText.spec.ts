import { expect } from "chai";
import fc from "fast-check";
import { redactPolicyText } from "../../../harness/redact/redactPolicyText.js";
import { parsePolicy } from "../../../policies/language/parsePolicy.js";
import { canary } from "./plantedValues.js";

const statement = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
const textOf = (policy: unknown): string => JSON.stringify(policy);
const policyOf = (more: object) => textOf({ Version: "2012-10-17", Statement: [{ ...statement, ...more }] });

describe("redactPolicyText", () => {
  it("leaves a policy as it is written", () => {
    const text = '{ "Statement": {"Action":"s3:*", "Effect":"Deny", "Resource":["*"] },\n"Id": "x" }';
    expect(redactPolicyText(text)).to.equal(text);
    const condition = policyOf({ Condition: { StringEquals: { "a:b": ["x", "y"] } }, Sid: "a" });
    expect(redactPolicyText(condition)).to.equal(condition);
  });

  const refused: readonly (readonly [string, string])[] = [
    ["a string", textOf(canary)],
    ["a list", textOf([canary])],
    ["no policy", textOf({ password: canary })],
    ["an element that no policy has", textOf({ Statement: [statement], password: canary })],
    ["an unknown version", textOf({ Version: canary, Statement: [statement] })],
    ["an Id that is an object", textOf({ Id: { a: canary }, Statement: [statement] })],
    ["a statement that is a string", textOf({ Statement: [canary] })],
    ["statements that are a string", textOf({ Statement: canary })],
    ["an element that no statement has", policyOf({ password: canary })],
    ["an unknown effect", policyOf({ Effect: canary })],
    ["an action that is an object", policyOf({ Action: { a: canary } })],
    ["a resource in a list of lists", policyOf({ Resource: [[canary]] })],
    ["a principal that nests", policyOf({ Principal: { AWS: { a: canary } } })],
    ["a condition that is a string", policyOf({ Condition: canary })],
    ["a condition without keys", policyOf({ Condition: { StringEquals: canary } })],
    ["a condition that nests", policyOf({ Condition: { StringEquals: { a: { b: canary } } } })],
  ];
  for (const [title, text] of refused)
    it(`hides what is in a document with ${title}, and planproof still refuses it`, () => {
      expect(parsePolicy(text, "identity").ok).to.equal(false);
      const redacted = redactPolicyText(text)!;
      expect(redacted).not.to.include(canary);
      expect(parsePolicy(redacted, "identity").ok).to.equal(false);
      expect(redactPolicyText(redacted)).to.equal(redacted);
    });

  for (const text of [canary, `{"Statement":"${canary}","Statement":[]}`, `{"Statement":[]} ${canary}`, ""])
    it(`finds no policy in ${text === "" ? "an empty string" : text}`, () => {
      expect(redactPolicyText(text)).to.equal(undefined);
    });

  it("accepts and refuses what was accepted and refused before, and shows nothing that no policy has", () => {
    const value = fc.oneof(
      fc.constantFrom("*", "s3:Get*", "Allow", "2012-10-17", canary),
      fc.jsonValue({ maxDepth: 3 }),
      fc.constant({ AWS: "*" }),
      fc.constant({ StringEquals: { "aws:PrincipalTag/a": "b" } }),
    );
    const members = ["Sid", "Effect", "Action", "Resource", "Principal", "Condition", "NotAction", canary];
    const anyStatement = fc
      .dictionary(fc.constantFrom(...members), value)
      .map((some) => ({ ...statement, ...some }));
    const policy = fc.record(
      {
        Version: value,
        Id: value,
        Statement: fc.oneof(anyStatement, fc.array(fc.oneof(anyStatement, value), { maxLength: 2 })),
        [canary]: value,
      },
      { requiredKeys: ["Statement"] },
    );
    fc.assert(
      fc.property(policy, (one) => {
        const text = JSON.stringify(one);
        const redacted = redactPolicyText(text)!;
        const [before, after] = [parsePolicy(text, "identity"), parsePolicy(redacted, "identity")];
        expect(after.ok).to.equal(before.ok);
        if (before.ok) expect(redacted).to.equal(text);
        expect(redactPolicyText(redacted)).to.equal(redacted);
        expect(redacted).not.to.include(`"${canary}":`);
      }),
      { seed: 20_261_126, numRuns: 500 },
    );
  });

  it("hides strings with the form of a secret in a policy, and says so", () => {
    let losses = 0;
    const text = policyOf({ Condition: { StringEquals: { "aws:Referer": "https://u:hidden@h/" } } });
    const redacted = redactPolicyText(text, () => losses++);
    expect(redacted).to.equal(policyOf({ Condition: { StringEquals: { "aws:Referer": "redacted" } } }));
    expect(losses).to.equal(1);
  });
});
