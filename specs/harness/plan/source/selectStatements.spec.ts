import { expect } from "chai";
import { selectStatements } from "../../../../harness/plan/source/selectStatements.js";
import { parsePolicy } from "../../../../policies/language/parsePolicy.js";

function guarded(effect: string, condition: object): boolean {
  const statement = { Effect: effect, Action: "ec2:*", Resource: "*", Condition: condition };
  const parsed = parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement: statement }), "identity");
  if (!parsed.ok) throw new Error(parsed.diagnostics[0]!.message);
  return selectStatements(parsed.value, "tag-guarded").ok;
}

describe("a tag-guarded statement", () => {
  const yes: readonly object[] = [
    { Null: { "aws:RequestTag/Batch": "false" } },
    { Null: { "AWS:resourcetag/Batch": false } },
    { StringEquals: { "aws:ResourceTag/Batch": ["a", "b"] } },
    { StringLike: { "aws:RequestTag/Batch": "*" }, Bool: { "aws:SecureTransport": "true" } },
    { "ForAnyValue:StringEquals": { "aws:RequestTag/Batch": "a" } },
  ];
  for (const condition of yes) {
    it(`has ${JSON.stringify(condition)}`, () => expect(guarded("Allow", condition)).to.equal(true));
  }

  const no: readonly object[] = [
    { Null: { "aws:RequestTag/Batch": "true" } },
    { Null: { "aws:RequestTag/Batch": ["true", "false"] } },
    { Null: { "aws:TagKeys": "false" } },
    { StringEqualsIfExists: { "aws:RequestTag/Batch": "a" } },
    { "ForAllValues:StringEquals": { "aws:RequestTag/Batch": "a" } },
    { StringNotEquals: { "aws:ResourceTag/Batch": "a" } },
    { StringEquals: { "ec2:CreateAction": "RunInstances" } },
  ];
  for (const condition of no) {
    it(`has more than ${JSON.stringify(condition)}`, () =>
      expect(guarded("Allow", condition)).to.equal(false));
  }

  it("allows something", () => {
    expect(guarded("Deny", { Null: { "aws:RequestTag/Batch": "false" } })).to.equal(false);
  });
});
