import { expect } from "chai";
import { prove } from "../../../policies/prove/prove.js";
import type { ProveOptions } from "../../../policies/prove/question/proveOptions.js";
import { loadServiceReference } from "../../../policies/reference/loadServiceReference.js";
import { allowing } from "./policySets.js";

type Statement = Record<string, unknown>;

function witness(left: Statement, right: Statement, options: ProveOptions = {}) {
  const verdict = prove(allowing(left), allowing(right), options);
  if (verdict.verdict !== "refuted") throw new Error(verdict.verdict);
  return verdict.witness;
}

const when = (operator: string, key: string, values: unknown) => ({
  Condition: { [operator]: { [key]: values } },
});

describe("a witness", () => {
  describe("has values one edit from the boundary that decides", () => {
    const valueFor = (operator: string, [inner, outer]: readonly [unknown, unknown], key = "aws:k") =>
      Object.values(witness(when(operator, key, inner), when(operator, key, outer)).context)[0];

    const rows: readonly (readonly [string, string, readonly [unknown, unknown], unknown, string?])[] = [
      ["a name that a longer one is", "StringLike", ["data*", "data-eng"], "data-en"],
      ["a prefix cut short", "StringLike", ["*", "AWSBatch*"], "AWSBatc"],
      ["a name that goes on", "StringLike", ["data*", "data"], "datax"],
      ["another account", "StringLike", ["*", "123456789012"], "123456789013"],
      ["another region", "StringLike", ["*", "us-east-1"], "us-east-2"],
      [
        "another service",
        "StringLike",
        ["*", "batch.amazonaws.com"],
        "lambda.amazonaws.com",
        "iam:PassedToService",
      ],
      ["an ARN cut short", "ArnLike", ["arn:aws:s3:::*", "arn:aws:s3:::logs"], "arn:aws:s3:::log"],
      ["a number beyond", "NumericLessThanEquals", ["200", "100"], "101"],
      ["the first address beyond", "IpAddress", ["10.0.0.0/8", "10.0.0.0/16"], "10.1.0.0"],
      [
        "the next second",
        "DateLessThan",
        ["2030-01-02T00:00:00Z", "2030-01-01T00:00:00Z"],
        "2030-01-01T00:00:00Z",
      ],
    ];
    for (const [name, operator, sides, expected, key] of rows) {
      it(name, () => expect(valueFor(operator, sides, key)).to.equal(expected));
    }

    it("false where true is asked for", () => {
      const right = {
        Condition: { Bool: { "aws:SecureTransport": "true" }, Null: { "aws:SecureTransport": "false" } },
      };
      const { context } = witness(when("Null", "aws:SecureTransport", "false"), right);
      expect(context).to.deep.equal({ "aws:SecureTransport": "false" });
    });
  });

  it("has a resource in the account of the principal, or that is asked about", () => {
    const principal = "arn:aws:iam::123456789012:role/ci";
    const queue = { Action: "sqs:SendMessage", Resource: "arn:aws:sqs:*:*:jobs" };
    const other = { Action: "sqs:SendMessage", Resource: "arn:aws:sqs:*:*:done" };
    expect(witness(queue, other, { principal }).resource).to.equal("arn:aws:sqs:us-east-1:123456789012:jobs");
    const resourceAccount = "444455556666";
    const elsewhere = witness(
      queue,
      { ...other },
      { principal: "arn:aws:iam::444455556666:role/ci", resourceAccount },
    );
    expect(elsewhere.resource).to.equal("arn:aws:sqs:us-east-1:444455556666:jobs");
  });

  it("has keys about the caller and the resource that say what the request is", () => {
    const principal = "arn:aws:iam::123456789012:role/ci";
    const present = {
      Action: "sqs:SendMessage",
      Resource: "arn:aws:sqs:*:*:jobs",
      Condition: {
        Null: Object.fromEntries(
          ["aws:PrincipalArn", "aws:PrincipalAccount", "aws:ResourceAccount", "aws:RequestedRegion"].map(
            (key) => [key, "false"],
          ),
        ),
      },
    };
    const { context } = witness(present, { Action: "sqs:PurgeQueue" }, { principal });
    expect(context).to.deep.equal({
      "aws:PrincipalArn": principal,
      "aws:PrincipalAccount": "123456789012",
      "aws:ResourceAccount": "123456789012",
      "aws:RequestedRegion": "us-east-1",
    });
  });

  it("has a resource in the region that a policy asks for", () => {
    const left = {
      Action: "sqs:SendMessage",
      Resource: "arn:aws:sqs:*:*:jobs",
      ...when("StringEquals", "aws:RequestedRegion", "eu-west-1"),
    };
    const { resource } = witness(left, { Action: "sqs:PurgeQueue" });
    expect(resource).to.equal("arn:aws:sqs:eu-west-1:111122223333:jobs");
  });

  it("leaves an account alone that a policy asks for", () => {
    const principal = "arn:aws:iam::123456789012:role/ci";
    const left = { Action: "sqs:SendMessage", Resource: "arn:aws:sqs:*:111122223333:jobs" };
    const { resource } = witness(left, { Action: "sqs:PurgeQueue" }, { principal });
    expect(resource).to.equal("arn:aws:sqs:us-east-1:111122223333:jobs");
  });

  describe("of the typed universe", () => {
    it("is a well-known action on the plainest type of resource", async () => {
      const reference = await loadServiceReference(["s3"]);
      const { action, resource } = witness({ Action: "s3:*" }, { Action: "s3:PutObject" }, { reference });
      expect([action, resource]).to.deep.equal(["s3:GetObject", "arn:aws:s3:::example/example"]);
    });

    it("takes the parts of an ARN from the policy, and names from the type", async () => {
      const reference = await loadServiceReference(["dynamodb"]);
      const table = "arn:aws:dynamodb:eu-west-1:123456789012:table/*";
      const left = { Action: "dynamodb:GetRecords", Resource: table };
      const { resource } = witness(left, { Action: "dynamodb:Scan" }, { reference });
      expect(resource).to.equal("arn:aws:dynamodb:eu-west-1:123456789012:table/example/stream/example");
    });
  });
});
