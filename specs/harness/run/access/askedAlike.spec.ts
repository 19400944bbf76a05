import { expect } from "chai";
import { askedAlike } from "../../../../harness/run/access/askedAlike.js";
import type { BeforeAndAfter } from "../../../../harness/run/diff/beforeAndAfter.js";
import { policySetOf } from "../../../policies/prove/policySets.js";

const arnOf = (name: string) => `arn:aws:sqs:eu-west-1:111122223333:${name}`;

/** A queue with a policy of one statement. */
function queue(
  name: string,
  statement: object,
  holes: BeforeAndAfter["after"]["holes"] = [],
): BeforeAndAfter {
  const json = { Effect: "Allow", Principal: "*", Action: "sqs:*", Resource: "*", ...statement };
  const { identity } = policySetOf({ Version: "2012-10-17", Statement: [json] });
  const address = `aws_sqs_queue.${name}`;
  const policies = identity.map((one) => ({ ...one, source: `${address}.policy` }));
  const after = {
    policies: { identity: [], resources: [{ address, arns: [arnOf(name)], policies }] },
    holes,
  };
  return {
    ...{ target: `plan.json#${address}`, principal: "*", resource: "resource", absent: "before" },
    ...{ before: { policies: { identity: [] }, holes: [] }, after },
  };
}

/** What is answered of two queues with one policy, and how often it was asked. */
function askBoth(...sides: readonly BeforeAndAfter[]) {
  let asked = 0;
  const ask = askedAlike(({ target, after }) => {
    asked += 1;
    const { arns, policies } = after.policies.resources![0]!;
    return { target, value: arns[0]!, path: `${arns[0]}/x`, source: policies[0]!.source, other: "any" };
  });
  return { answers: sides.map(ask), asked: () => asked };
}

const condition = (operator: string, value: string) => ({
  Condition: { [operator]: { "aws:SourceArn": value } },
});
const twice = (statement: object): number => {
  const { asked } = askBoth(queue("one", statement), queue("two", statement));
  return asked();
};

describe("resources that differ by their names alone", () => {
  it("are asked about once, and each is answered by its own names", () => {
    const { answers, asked } = askBoth(queue("one", {}), queue("two", {}));
    expect(asked()).to.equal(1);
    expect(answers).to.deep.equal(
      ["one", "two"].map((name) => ({
        ...{ target: `plan.json#aws_sqs_queue.${name}`, value: arnOf(name), path: `${arnOf(name)}/x` },
        ...{ source: `aws_sqs_queue.${name}.policy`, other: "any" },
      })),
    );
  });

  it("are asked about one by one where their policies differ, or something is unknown", () => {
    const { asked } = askBoth(queue("one", {}), queue("two", { Action: "sqs:SendMessage" }));
    expect(asked()).to.equal(2);
    const hole = { address: "aws_sqs_queue.one", reason: "it is unknown", refersTo: [], remedy: "apply it" };
    const { asked: open } = askBoth(queue("one", {}, [hole]), queue("one", {}, [hole]));
    expect(open()).to.equal(2);
  });

  for (const [title, statement] of [
    ["all resources", { Resource: "*" }],
    ["the tokens of an identity provider", condition("StringLike", "repo:example/app:*")],
    [
      "the roles of a path",
      condition("ArnLike", "arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Admin_*"),
    ],
    ["another name", condition("ArnLike", `${arnOf("three")}*`)],
    ["any value", condition("StringLike", "*")],
    ["a value without a pattern", condition("StringEquals", arnOf("three"))],
  ] as const)
    it(`are asked about once where a pattern is of ${title}`, () => {
      expect(twice(statement)).to.equal(1);
    });

  for (const [title, statement] of [
    ["resources", { Resource: "arn:aws:sqs:*:*:o*" }],
    ["the values of a condition", condition("ArnLike", "arn:aws:sqs:*:*:o*")],
    ["values in another case", condition("StringLike", "ARN:AWS:SQS:*:ONE")],
    ["values with a variable", condition("StringLike", "arn:aws:sqs:eu-west-1:111122223333:${aws:username}")],
    ["values with a path", condition("StringLike", "arn:aws:sqs:*:on?/files/*")],
  ] as const)
    it(`are asked about one by one where a pattern of ${title} may match the name of one`, () => {
      expect(twice(statement)).to.equal(2);
      expect(askBoth(queue("one", statement), queue("one", statement)).asked()).to.equal(2);
    });

  it("are asked about once where a pattern begins with the name of each", () => {
    const own = (name: string) => queue(name, { Resource: `${arnOf(name)}/*` });
    expect(askBoth(own("one"), own("two")).asked()).to.equal(1);
  });
});
