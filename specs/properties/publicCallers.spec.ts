import { expect } from "chai";
import { noPublicAccess } from "../../properties/catalogue/noPublicAccess.js";
import { checkProperty } from "../../properties/checkProperty.js";
import type { Target } from "../../properties/target.js";
import { account, bucket, bucketOf, everyone, when } from "./calledResources.js";
import { searchOptions, targetOf } from "./targets.js";

describe("no-public-access of all but who is trusted", () => {
  const [partner, organization] = ["444455556666", "o-abc1234567"];
  const named = { Principal: { AWS: partner } };
  const member = { ...everyone, ...when("StringEquals", "aws:PrincipalOrgID", organization) };
  const property = noPublicAccess.with({ trusted: ["777788889999"] });
  for (const [name, statement, trusted] of [
    ["an account that is named", named, partner],
    ["the members of an organization", member, organization],
  ] as const) {
    it(`is refuted by ${name} and is not trusted, which is not public by default`, () => {
      expect(checkProperty(property, bucket(statement), searchOptions).verdict).to.equal("refuted");
      expect(checkProperty(noPublicAccess, bucket(statement), searchOptions).verdict).to.equal("holds");
    });
    it(`holds where ${name} and is trusted`, () => {
      const trusting = noPublicAccess.with({ trusted: [trusted] });
      expect(checkProperty(trusting, bucket(statement), searchOptions).verdict).to.equal("holds");
      expect(checkProperty(trusting, bucket(everyone), searchOptions).verdict).to.equal("refuted");
    });
  }

  it("holds of the account of the resource", () => {
    const own = bucket({ Principal: { AWS: account } });
    expect(checkProperty(property, own, searchOptions).verdict).to.equal("holds");
  });
});

describe("anonymous callers", () => {
  const held = (action: string, arn: string): Target => {
    const [service] = action.split(":");
    const [base] = bucketOf({ ...everyone, Action: `${service}:*`, Resource: "*" }).resources!;
    return targetOf(
      { identity: [], resources: [{ ...base!, arns: [arn], actions: [`${service}:*`] }] },
      { resource: { kind: "resource" } },
    );
  };
  for (const [action, arn, callers] of [
    ["s3:GetObject", "arn:aws:s3:::b/*", "everyone, signed in or not"],
    [
      "lambda:InvokeFunctionUrl",
      `arn:aws:lambda:eu-west-1:${account}:function:f`,
      "everyone, signed in or not",
    ],
    ["ecr:BatchGetImage", `arn:aws:ecr:eu-west-1:${account}:repository/r`, "any AWS account"],
    ["kinesis:PutRecord", `arn:aws:kinesis:eu-west-1:${account}:stream/s`, "any AWS account"],
  ] as const)
    it(`are ${callers === "any AWS account" ? "not " : ""}among those that may ask ${action}`, () => {
      const outcome = checkProperty(noPublicAccess, held(action, arn), searchOptions);
      expect(outcome).to.have.property("verdict", "refuted");
      expect(outcome)
        .to.have.property("reason")
        .that.matches(new RegExp(`for ${callers}$`));
    });

  it("never ask for what is not a call of S3", () => {
    const outcome = checkProperty(noPublicAccess, held("s3:ListBucket", "arn:aws:s3:::b"), searchOptions);
    expect(outcome)
      .to.have.property("reason")
      .that.matches(/^`s3:(?:Abort|Delete|Get|List|Put|Restore)\w+` is allowed/);
  });
});
