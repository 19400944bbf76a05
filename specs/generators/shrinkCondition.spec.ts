import { expect } from "chai";
import fc from "fast-check";
import { documentCondition } from "../../generators/documentCondition.js";
import type { GeneratedCondition } from "../../generators/documentJson.js";
import { policyDocument, policyStatement } from "../../generators/policyDocument.js";
import { shrinkCondition } from "../../generators/shrinkCondition.js";
import { parsePolicy } from "../../policies/language/parsePolicy.js";
import { minimal } from "./minimal.js";

const has = (pattern: RegExp) => (block: GeneratedCondition) => pattern.test(JSON.stringify(block));

describe("a generated condition that fails", () => {
  const rows: readonly (readonly [what: string, fails: RegExp, left: GeneratedCondition])[] = [
    ["anything", /./, { StringEquals: { "aws:username": "a" } }],
    ["one operator", /"NumericLessThan"/, { NumericLessThan: { "aws:username": "10" } }],
    ["a family of operators", /"Date/, { DateEquals: { "aws:username": "2026-01-01T00:00:00Z" } }],
    ["the negative operators of a family", /"ArnNot/, { ArnNotEquals: { "aws:username": "arn:aws:s3:::b" } }],
    ["a quantifier", /ForAnyValue:/, { "ForAnyValue:StringEquals": { "aws:username": "a" } }],
    ["`IfExists`", /IfExists"/, { StringEqualsIfExists: { "aws:username": "a" } }],
    ["`Null`", /"Null"/, { Null: { "aws:username": "true" } }],
    ["one key", /s3:prefix/, { StringEquals: { "s3:prefix": "a" } }],
    ["one value", /\$\{\*\}/, { StringEquals: { "aws:username": "${*}" } }],
    ["a value of another family", /2001:db8/, { StringEquals: { "aws:username": "2001:db8::/32" } }],
    ["a list", /\[".*,/, { StringEquals: { "aws:username": ["a", "a"] } }],
  ];
  for (const [what, fails, left] of rows)
    it(`shrinks to the plainest one where ${what} fails`, () =>
      expect(minimal(documentCondition(), has(fails))).to.deep.equal(left));

  it("shrinks to the plainest one from wherever it begins", () => {
    for (let seed = 1; seed <= 40; seed++)
      expect(minimal(documentCondition(), has(/IfExists"/), seed)).to.deep.equal({
        StringEqualsIfExists: { "aws:username": "a" },
      });
  });

  it("shrinks in a statement", () => {
    const found = minimal(policyStatement(), ({ Condition }) =>
      /"IpAddress/.test(JSON.stringify(Condition ?? {})),
    );
    expect(found).to.deep.equal({
      Effect: "Allow",
      Action: "s3:GetObject",
      Resource: "*",
      Condition: { IpAddress: { "aws:username": "10.0.0.0/8" } },
    });
  });

  it("shrinks where a user wrote it", () => {
    const own = {
      "ForAllValues:DateGreaterThanIfExists": { "aws:CurrentTime": ["2020-05-05", "2021-05-05"] },
    };
    const { counterexample } = fc.check(
      fc.property(documentCondition(), (block) => !/Date/.test(JSON.stringify(block))),
      { seed: 1, numRuns: 1, examples: [[own]] },
    );
    expect(counterexample?.[0]).to.deep.equal({ DateEquals: { "aws:CurrentTime": "2026-01-01T00:00:00Z" } });
  });

  it("shrinks to nothing else in the end, through policies that AWS takes", () => {
    for (const document of fc.sample(policyDocument(), { seed: 7, numRuns: 8 })) {
      let [block] = [document.Statement]
        .flat()
        .flatMap((one) => (one as { Condition?: GeneratedCondition }).Condition ?? []);
      for (let steps = 0; block !== undefined; steps++) {
        expect(steps, JSON.stringify(block)).to.be.below(200);
        const all: readonly GeneratedCondition[] = [...shrinkCondition(block)];
        const statement = (Condition: GeneratedCondition) => ({
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Action: "*", Resource: "*", Condition }],
        });
        for (const one of all)
          expect(parsePolicy(JSON.stringify(statement(one)), "identity").ok).to.equal(true);
        // the last candidate changes the least
        block = all.at(-1);
      }
    }
  });
});
