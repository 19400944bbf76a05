import { expect } from "chai";
import type { PolicyDocument } from "../../policies/language/policyDocument.js";
import { restrictTo, tagGuardedStatements } from "../../properties/tagGuardedStatements.js";
import { managedSet } from "../generators/batchPolicies.js";
import { identitySet } from "../generators/identitySet.js";

const documentOf = (set: ReturnType<typeof identitySet>): PolicyDocument => set.identity[0]!.document;

const guards = (condition: object, effect = "Allow"): boolean =>
  tagGuardedStatements(
    documentOf(identitySet({ Effect: effect, Action: "ec2:*", Resource: "*", Condition: condition })),
  ).length === 1;

describe("tagGuardedStatements", () => {
  const rows: readonly (readonly [string, object, boolean])[] = [
    ["Null false on a request tag", { Null: { "aws:RequestTag/t": "false" } }, true],
    ["Null false as a boolean", { Null: { "aws:ResourceTag/t": false } }, true],
    ["a key in another case", { Null: { "AWS:resourcetag/t": "false" } }, true],
    ["a string operator", { StringLike: { "aws:ResourceTag/t": "*" } }, true],
    ["ForAnyValue", { "ForAnyValue:StringEquals": { "aws:RequestTag/t": ["a"] } }, true],
    ["Null true", { Null: { "aws:RequestTag/t": "true" } }, false],
    ["Null with both", { Null: { "aws:RequestTag/t": ["false", "true"] } }, false],
    ["IfExists", { StringEqualsIfExists: { "aws:ResourceTag/t": "a" } }, false],
    ["ForAllValues", { "ForAllValues:StringEquals": { "aws:RequestTag/t": ["a"] } }, false],
    ["a negated operator", { StringNotEquals: { "aws:ResourceTag/t": "a" } }, false],
    ["another key", { StringEquals: { "aws:PrincipalTag/t": "a" } }, false],
  ];
  for (const [name, condition, expected] of rows) {
    it(`${expected ? "finds" : "passes over"} ${name}`, () => {
      expect(guards(condition)).to.equal(expected);
    });
  }

  it("passes over a denial", () => {
    expect(guards({ Null: { "aws:RequestTag/t": "false" } }, "Deny")).to.equal(false);
  });

  it("finds the five of the service-linked Batch policy, which keep their places", () => {
    const document = documentOf(managedSet("BatchServiceRolePolicy@v7"));
    const found = new Set(tagGuardedStatements(document));
    const restricted = restrictTo(document, (statement) => found.has(statement));
    expect(restricted.statements.map(({ pointer }) => pointer)).to.deep.equal(
      [3, 6, 7, 13, 15].map((index) => `/Statement/${index}`),
    );
  });
});
