import { expect } from "chai";
import { exampleAccounts } from "../../../harness/redact/exampleAccounts.js";

const policy = (condition: object, resource = "*") =>
  JSON.stringify({
    Statement: [{ Effect: "Allow", Action: "*", Resource: resource, Condition: condition }],
  });

describe("exampleAccounts", () => {
  it("says which account it replaces by which", () => {
    const { value, accounts } = exampleAccounts({ a: "987654321098", "876543210987": ["x-987654321098"] });
    expect(value).to.deep.equal({ a: "111122223333", "444455556666": ["x-111122223333"] });
    expect([...accounts]).to.deep.equal([
      ["987654321098", "111122223333"],
      ["876543210987", "444455556666"],
    ]);
    expect([...exampleAccounts(value).accounts]).to.deep.equal([]);
  });

  for (const operator of [
    "NumericLessThan",
    "NumericEqualsIfExists",
    "ForAnyValue:NumericEquals",
    "DateGreaterThan",
  ])
    it(`leaves what \`${operator}\` compares as it is`, () => {
      const text = policy({ [operator]: { "aws:EpochTime": ["200000000000", "${x}", "}"] } });
      expect(exampleAccounts(text).value).to.equal(text);
      const block = { test: operator, variable: "aws:EpochTime", values: ["200000000000"] };
      expect(exampleAccounts([block]).value).to.deep.equal([block]);
      const written = {
        test: { constant_value: operator },
        values: { constant_value: ["200000000000"] },
      };
      expect(exampleAccounts({ condition: [written] }).value).to.deep.equal({ condition: [written] });
    });

  it("replaces what strings compare, also next to numbers", () => {
    const of = (account: string) =>
      policy({
        StringEquals: { "aws:SourceAccount": account },
        NumericEquals: { "a:b": "200000000000" },
        StringLike: { "a:c": account },
      });
    expect(exampleAccounts(of("987654321098")).value).to.equal(of("111122223333"));
    const block = { test: "StringEquals", values: ["987654321098"] };
    expect(exampleAccounts(block).value).to.deep.equal({ test: "StringEquals", values: ["111122223333"] });
  });

  const account = "987654321098";
  for (const pattern of ["9876*", "98765432109?", "*1098", "9*8", "9?765432109*"])
    it(`names the pattern \`${pattern}\`, which matches a part of an account, and leaves it`, () => {
      const text = policy({ StringLike: { "aws:SourceAccount": pattern } });
      const { value, patterns } = exampleAccounts([account, text]);
      expect(value).to.deep.equal(["111122223333", text]);
      expect(patterns).to.deep.equal([pattern]);
    });

  it("names a pattern after a letter where an account is after one", () => {
    const text = policy({ StringLike: { "a:b": "logs98*" } });
    expect(exampleAccounts([account, text]).patterns).to.deep.equal([]);
    expect(exampleAccounts([`logs${account}`, text]).patterns).to.deep.equal(["98*"]);
  });

  for (const pattern of ["*", "1234*", "987654321098*", "v9*", "????????????", "2012-10-17"])
    it(`does not name \`${pattern}\``, () => {
      const { patterns } = exampleAccounts([account, policy({ StringLike: { "a:b": pattern } })]);
      expect(patterns).to.deep.equal([]);
    });
});
