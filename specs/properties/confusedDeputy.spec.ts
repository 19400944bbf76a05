import { expect } from "chai";
import { confusedDeputy } from "../../properties/catalogue/confusedDeputy.js";
import { noPublicAccess } from "../../properties/catalogue/noPublicAccess.js";
import { checkProperty } from "../../properties/checkProperty.js";
import type { Target } from "../../properties/target.js";
import { account, bucketOf, everyone, type Statement, when } from "./calledResources.js";
import { searchOptions, targetOf } from "./targets.js";

const queue = `arn:aws:sqs:eu-west-1:${account}:jobs`;
const topic = `arn:aws:sns:eu-west-1:${account}:jobs`;

const resourceOf = (arn: string, ...statements: readonly Statement[]): Target => {
  const [, , service = ""] = arn.split(":");
  const [base] = bucketOf(...statements.map((one) => ({ Action: `${service}:*`, Resource: arn, ...one })))
    .resources!;
  return targetOf(
    { identity: [], resources: [{ ...base!, arns: [arn], actions: [`${service}:*`] }] },
    { resource: { kind: "resource" } },
  );
};

const s3 = { Principal: { Service: "s3.amazonaws.com" } };
const sns = { Principal: { Service: "sns.amazonaws.com" } };
const foreign = "arn:aws:sns:eu-west-1:444455556666:jobs";
const denied = {
  ...everyone,
  Effect: "Deny",
  Condition: {
    StringNotEqualsIfExists: { "aws:SourceAccount": account },
    Bool: { "aws:PrincipalIsAWSService": "true" },
  },
};

const rows: readonly (readonly [string, readonly Statement[], string | undefined])[] = [
  ["S3", [s3], "service s3.amazonaws.com"],
  ["S3 for the account", [{ ...s3, ...when("StringEquals", "aws:SourceAccount", account) }], undefined],
  ["S3 for a bucket", [{ ...s3, ...when("ArnLike", "aws:SourceArn", "arn:aws:s3:*:*:uploads") }], undefined],
  [
    "S3 for any bucket",
    [{ ...s3, ...when("ArnLike", "aws:SourceArn", "arn:aws:s3:*:*:*") }],
    "service s3.amazonaws.com",
  ],
  [
    "S3 for buckets of a name that anyone can take",
    [{ ...s3, ...when("ArnLike", "aws:SourceArn", "arn:aws:s3:::uploads-*") }],
    "service s3.amazonaws.com",
  ],
  [
    "S3 for the organization",
    [{ ...s3, ...when("StringEquals", "aws:SourceOrgID", "o-abc1234567") }],
    undefined,
  ],
  [
    "S3 for the organization that the queue is in",
    [{ ...s3, ...when("StringEquals", "aws:SourceOrgID", "$" + "{aws:ResourceOrgID}") }],
    undefined,
  ],
  [
    "S3, as the queue is in an account",
    [{ ...s3, ...when("StringEquals", "aws:ResourceAccount", account) }],
    "service s3.amazonaws.com",
  ],
  [
    "S3 for any organization",
    [{ ...s3, ...when("StringLike", "aws:SourceOrgID", "o-*") }],
    "service s3.amazonaws.com",
  ],
  [
    "S3 for units of the organization",
    [{ ...s3, ...when("ForAnyValue:StringLike", "aws:SourceOrgPaths", "o-abc1234567/r-ab12/*") }],
    undefined,
  ],
  [
    "S3 for units of any organization",
    [{ ...s3, ...when("ForAnyValue:StringLike", "aws:SourceOrgPaths", "o-*") }],
    "service s3.amazonaws.com",
  ],
  ["S3, denied for other accounts", [s3, denied], undefined],
  [
    "a topic that is named, of another account",
    [{ ...sns, ...when("ArnEquals", "aws:SourceArn", foreign) }],
    undefined,
  ],
  ["everyone for a topic", [{ ...everyone, ...when("ArnEquals", "aws:SourceArn", `${topic}`) }], undefined],
  [
    "everyone for topics of a name in any account",
    [{ ...everyone, ...when("ArnLike", "aws:SourceArn", "arn:aws:sns:*:*:jobs") }],
    "any AWS service",
  ],
  [
    "everyone for topics of a name in any account, by a VPC endpoint",
    [
      {
        ...everyone,
        Condition: {
          ArnLike: { "aws:SourceArn": "arn:aws:sns:*:*:jobs" },
          StringEquals: { "aws:SourceVpce": "vpce-1a2b3c4d" },
        },
      },
    ],
    undefined,
  ],
  [
    "each service",
    [{ ...everyone, ...when("Bool", "aws:PrincipalIsAWSService", "true") }],
    "any AWS service",
  ],
  [
    "everyone for the account",
    [{ ...everyone, ...when("StringEquals", "aws:SourceAccount", account) }],
    undefined,
  ],
  [
    "everyone for the organization",
    [{ ...everyone, ...when("ForAnyValue:StringLike", "aws:SourceOrgPaths", "o-abc1234567/*") }],
    undefined,
  ],
];

describe("confused-deputy", () => {
  for (const [name, statements, callers] of rows) {
    it(`${callers === undefined ? "holds" : "is refuted"} for a queue that lets in ${name}`, () => {
      const outcome = checkProperty(confusedDeputy, resourceOf(queue, ...statements), searchOptions);
      if (callers === undefined) expect(outcome).to.include({ verdict: "holds", by: "proof" });
      else
        expect(outcome)
          .to.have.property("reason")
          .that.matches(new RegExp(`for ${callers}, also when it calls for another account$`));
    });
  }
});

describe("a denial of all who are not a service", () => {
  const outsiders = {
    ...everyone,
    Effect: "Deny",
    Condition: {
      StringNotEquals: { "aws:PrincipalOrgID": "o-abc1234567" },
      Bool: { "aws:PrincipalIsAWSService": "false" },
    },
  };
  const verdictOf = (arn: string) =>
    checkProperty(noPublicAccess, resourceOf(arn, everyone, outsiders), searchOptions).verdict;

  it("is of signed requests", () => {
    expect(verdictOf(`arn:aws:kms:eu-west-1:${account}:key/k`)).to.equal("holds");
  });

  it("is not of anonymous ones", () => {
    expect(verdictOf(queue)).to.equal("refuted");
  });
});
