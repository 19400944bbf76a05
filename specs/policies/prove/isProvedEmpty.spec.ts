import { expect } from "chai";
import type { Condition, Statement } from "../../../policies/language/policyDocument.js";
import { findRequest } from "../../../policies/prove/findRequest.js";
import { isProvedEmpty } from "../../../policies/prove/isProvedEmpty.js";
import { membershipOf } from "../../../policies/prove/membershipOf.js";
import { plainRequests } from "../../../policies/prove/plainRequests.js";
import { type Access, difference, type MatchedStatement } from "../../../policies/prove/question/access.js";
import { proverFor } from "../../../policies/prove/question/prover.js";
import { loadServiceReference } from "../../../policies/reference/loadServiceReference.js";
import { batchPolicies } from "../../generators/batchPolicies.js";

const matching = (statement: MatchedStatement): Access => ({ kind: "matching", statement });
const plain = (patterns: readonly string[]) => ({ negated: false, patterns });

describe("a set that is asked whether it is proved empty", () => {
  const newest = batchPolicies.flatMap(({ versions }) => versions.at(-1)!.document.statements);
  const prover = () => loaded.then((reference) => proverFor({ reference, universe: "typed" }));
  const loaded = loadServiceReference();

  it("is so where the prover finds no request, of the statements of the Batch policies", async () => {
    const typed = await prover();
    let examples = 0;
    for (const { action, resource, conditions } of newest) {
      for (const pattern of action.patterns) {
        const asked = { action: plain([pattern]), ...(resource && { resource }), conditions };
        const access = matching(asked);
        const isEmpty = findRequest(access, typed).kind === "empty";
        expect(isProvedEmpty(access, typed, plainRequests(asked, typed)), pattern).to.equal(isEmpty);
        if ([...plainRequests(asked, typed)].some(membershipOf(access, typed, undefined))) examples += 1;
      }
    }
    expect(examples).to.be.greaterThan(150);
  });

  it("is so where the prover finds no request, of each of these statements without the others", async () => {
    const typed = await prover();
    const named = newest.filter(({ effect }) => effect === "Allow");
    const allowing = (statements: readonly Statement[]): Access => ({
      kind: "of",
      policies: { identity: [{ source: "policy", document: { version: "2012-10-17", statements } }] },
    });
    for (const statement of named) {
      const others = named.filter((one) => one !== statement).slice(0, 8);
      const added = difference(allowing([statement]), allowing(others));
      const isEmpty = findRequest(added, typed).kind === "empty";
      expect(isProvedEmpty(added, typed, plainRequests(statement, typed))).to.equal(isEmpty);
    }
  });

  const when = (key: string): Condition => ({
    operator: { name: "StringEquals", ifExists: false },
    key,
    values: ["a"],
  });
  for (const [says, action, resource, conditions, isEmpty] of [
    ["an object in a bucket", "s3:GetObject", "arn:aws:s3:::b/*", [], false],
    ["an object, of a bucket", "s3:GetObject", "arn:aws:s3:::b", [], true],
    ["a list of all, on one", "ec2:DescribeInstances", "arn:aws:ec2:*:*:instance/i-1", [], true],
    ["a list of all, on all", "ec2:DescribeInstances", "*", [], false],
    [
      "a log stream of a group",
      "logs:PutLogEvents",
      "arn:aws:logs:eu-west-1:111122223333:log-group:/a:*",
      [],
      false,
    ],
    ["a key of the action", "iam:PassRole", "*", [when("iam:PassedToService")], false],
    ["a key of another action", "s3:GetObject", "*", [when("iam:PassedToService")], true],
    ["what no policy decides about", "sts:GetCallerIdentity", "*", [], true],
  ] as const) {
    it(`is ${isEmpty ? "proved" : "not"} so of ${says}`, async () => {
      const typed = await prover();
      const asked = { action: plain([action]), resource: plain([resource]), conditions };
      const access = matching(asked);
      expect(isProvedEmpty(access, typed, plainRequests(asked, typed))).to.equal(isEmpty);
      expect(findRequest(access, typed).kind === "empty").to.equal(isEmpty);
    });
  }
});
