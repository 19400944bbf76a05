import { expect } from "chai";
import { callerClasses } from "../../../../policies/prove/callers/callerClasses.js";
import { policySetOf } from "../policySets.js";
import { own } from "./generatedResourcePolicy.js";

const classesOf = (...statements: readonly object[]) =>
  callerClasses(policySetOf({ Version: "2012-10-17", Statement: statements }).identity, { account: own });
const bucketStatement = { Effect: "Allow", Principal: "*", Action: "s3:*", Resource: "*" };

describe("classes of callers", () => {
  it("are named in plain English, the widest first", () => {
    const classes = classesOf(
      { ...bucketStatement, Condition: { StringEquals: { "aws:PrincipalOrgID": "o-abc1234567" } } },
      { ...bucketStatement, Principal: { AWS: "999988887777", Service: "logging.s3.amazonaws.com" } },
      { ...bucketStatement, Principal: { Federated: "accounts.google.com" } },
      {
        ...bucketStatement,
        Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::222233334444:role/job" } },
      },
    );
    expect(classes.map(({ name }) => name)).to.deep.equal([
      "everyone, signed in or not",
      "any AWS account",
      "organization o-abc1234567",
      "any principal of this account, 111122223333, regardless of its policies",
      "other principals of this account, 111122223333, as their own policies allow",
      "account 999988887777",
      "account 222233334444",
      "arn:aws:iam::222233334444:role/job",
      "any AWS service",
      "service logging.s3.amazonaws.com",
      "any identity provider",
      "identity provider accounts.google.com",
    ]);
  });

  it("hold no unnamed callers where no principal covers them", () => {
    const classes = classesOf({ ...bucketStatement, Principal: { AWS: "999988887777" } });
    expect(classes.map(({ kind }) => kind)).to.deep.equal(["ownAccount", "ownPrincipals", "account"]);
  });
});
