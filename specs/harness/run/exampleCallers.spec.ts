import { expect } from "chai";
import { diffTargets } from "../../../harness/run/diff/diffTargets.js";
import { ofOnePlan } from "../../../harness/run/diff/pairTargets.js";
import { evaluateProperty } from "../../../harness/run/evaluateProperty.js";
import { whoMay } from "../../../harness/run/who/whoMay.js";
import { loadServiceReference } from "../../../policies/reference/loadServiceReference.js";
import { confinement } from "../../../properties/confinement.js";
import { change, extractPlan, makePlan, trust } from "../plan/plans.js";

const put = { Effect: "Allow", Action: "s3:PutObject", Resource: "*" };
const allowIf = (Condition: object) => [{ ...put, Condition }];
const denyIf = (Condition: object) => [put, { ...put, Effect: "Deny", Condition }];
const arn = "aws:PrincipalArn";

type Principal = "role" | "user" | "group";

/** A role or user with the prefix `x-`, or a group, in an unknown account. */
const planOf = (type: Principal, statements: readonly object[]) =>
  extractPlan(
    makePlan(
      [
        change(`aws_iam_${type}.x`, {
          after: {
            path: "/",
            ...(type === "role"
              ? { name_prefix: "x-", assume_role_policy: trust }
              : type === "group" && { name: "x" }),
          },
          unknown: { arn: true, ...(type !== "group" && { name: true }) },
        }),
        change(`aws_iam_${type}_policy.x`, {
          after: {
            name: "x",
            policy: JSON.stringify({ Version: "2012-10-17", Statement: statements }),
            ...(type === "group" && { group: "x" }),
          },
          unknown: { [type]: type !== "group" },
        }),
      ],
      {
        resources: [
          {
            address: `aws_iam_${type}_policy.x`,
            mode: "managed",
            type: `aws_iam_${type}_policy`,
            name: "x",
            expressions: { [type]: { references: [`aws_iam_${type}.x.name`, `aws_iam_${type}.x`] } },
          },
        ],
      },
    ),
  );

const never = confinement({ actions: ["s3:PutObject"], resources: [] });

describe("a principal of which a part of the ARN is unknown", () => {
  const rows: readonly (readonly [string, Principal, readonly object[], "yes" | "no" | "perhaps"])[] = [
    ["any request", "role", [put], "yes"],
    [
      "the name of a user, which a role never sends",
      "role",
      allowIf({ StringLike: { "aws:username": "*" } }),
      "no",
    ],
    ["its type", "role", allowIf({ StringEquals: { "aws:PrincipalType": "AssumedRole" } }), "yes"],
    ["another type", "role", allowIf({ StringEquals: { "aws:PrincipalType": "User" } }), "no"],
    ["an account", "role", allowIf({ StringEquals: { "aws:PrincipalAccount": "444455556666" } }), "perhaps"],
    ["another account", "role", denyIf({ StringEquals: { "aws:PrincipalAccount": "444455556666" } }), "yes"],
    [
      "any other account",
      "role",
      denyIf({ StringNotEquals: { "aws:PrincipalAccount": "444455556666" } }),
      "perhaps",
    ],
    ["the account, whichever it is", "role", allowIf({ StringLike: { "aws:PrincipalAccount": "*" } }), "yes"],
    ["its prefix", "role", allowIf({ ArnLike: { [arn]: "arn:aws*:iam::*:role/x-*" } }), "yes"],
    [
      "a name that it may get",
      "role",
      allowIf({ ArnLike: { [arn]: "arn:aws:iam::*:role/x-y*" } }),
      "perhaps",
    ],
    ["another prefix", "role", allowIf({ ArnLike: { [arn]: "arn:aws:iam::*:role/y-*" } }), "no"],
    [
      "a denial of all other prefixes",
      "role",
      denyIf({ ArnNotLike: { [arn]: "arn:aws*:iam::*:role/x-*" } }),
      "yes",
    ],
    ["a denial of its prefix", "role", denyIf({ ArnLike: { [arn]: "arn:aws*:iam::*:role/x-*" } }), "yes"],
    ["a denial but of a user", "role", denyIf({ Null: { "aws:username": "true" } }), "no"],
    [
      "its account in a name",
      "role",
      [{ ...put, Resource: "arn:aws:s3:::b-${aws:PrincipalAccount}/*" }],
      "perhaps",
    ],
    ["its tag", "role", allowIf({ StringEquals: { "aws:PrincipalTag/team": "a" } }), "yes"],
    ["its organization", "role", allowIf({ StringEquals: { "aws:PrincipalOrgID": "o-abc1234567" } }), "yes"],
    ["the name of a user", "user", allowIf({ StringEquals: { "aws:username": "ann" } }), "perhaps"],
    [
      "the name of a user in a resource",
      "user",
      [{ ...put, Resource: "arn:aws:s3:::b/${aws:username}/*" }],
      "perhaps",
    ],
    ["the name of a member", "group", allowIf({ StringEquals: { "aws:username": "ann" } }), "yes"],
    [
      "the name of a member in a resource",
      "group",
      [{ ...put, Resource: "arn:aws:s3:::b/${aws:username}/*" }],
      "yes",
    ],
  ];
  for (const [what, type, statements, expected] of rows) {
    it(`is asked about ${what}: ${expected}`, async () => {
      const reference = await loadServiceReference(["s3"]);
      const { targets } = planOf(type, statements);
      const [target] = targets;
      const outcome = evaluateProperty({ ...never, appliesTo: () => true }, target!, {
        seed: 1,
        runs: 100,
        reference,
        universe: "typed",
      });
      const unknown =
        "its ARN is unknown, and a condition asks for the ARN, the account or the name of the caller";
      expect(outcome.verdict, JSON.stringify(outcome)).to.equal(
        { yes: "refuted", no: "holds", perhaps: "undecided" }[expected],
      );
      if (outcome.verdict === "undecided")
        expect(outcome.holes.map(({ reason }) => reason)).to.deep.equal([unknown]);

      const { changes, undecided } = diffTargets(ofOnePlan(targets), { reference });
      expect(changes.map((one) => one.actions.join())).to.deep.equal(
        expected === "yes" ? ["s3:PutObject"] : [],
      );
      expect(
        undecided.map((one) => (one.kind === "holes" ? one.holes.map(({ reason }) => reason) : [])),
      ).to.deep.equal(expected === "perhaps" ? [[unknown]] : []);

      const asked = { action: "s3:PutObject", resource: "arn:aws:s3:::b*" };
      const who = whoMay({ principals: targets, resources: [] }, asked, { reference });
      expect([who.allowed.length, who.undecided.length]).to.deep.equal(
        { yes: [1, 0], no: [0, 0], perhaps: [0, 1] }[expected],
      );
      if (expected === "perhaps") expect(who.undecided[0]!.holes[0]!.reason).to.equal(unknown);
    });
  }
});
