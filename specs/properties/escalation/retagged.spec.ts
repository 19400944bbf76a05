import { expect } from "chai";
import { noEscalationPath } from "../../../properties/catalogue/noEscalationPath.js";
import { passRoleCeiling } from "../../../properties/catalogue/passRoleCeiling.js";
import {
  admin,
  assuming,
  create,
  everything,
  functions,
  judge,
  lambda,
  on,
  passing,
  type Resources,
  role,
  root,
  stepsOf,
  tool,
  user,
} from "./smallPlans.js";
import { arnOf, documentOf } from "./stepPlan.js";

const tagged = (team: string) => ({ Condition: { StringEquals: { "aws:ResourceTag/team": team } } });
const updating = on("lambda:UpdateFunctionCode", "*", tagged("ci"));
const tagging = (more: object = {}) => on("lambda:TagResource", "*", more);
const only = (name: string, value: string | readonly string[]) => ({
  Condition: { StringEquals: { [name]: value } },
});
const functionsOf = (...statements: readonly object[]): Resources => ({
  ...admin,
  ...tool,
  ...role("ci", root, statements),
});

describe("tags that a caller sets", function () {
  this.timeout(20_000);
  for (const [name, expected, resources] of [
    ["any of a function", "critical lambda-003", functionsOf(updating, tagging())],
    ["none of a function", "holds", functionsOf(updating, on("lambda:UntagResource", "*"))],
    [
      "the tag of a function",
      "critical lambda-003",
      functionsOf(updating, tagging(only("aws:RequestTag/team", "ci"))),
    ],
    [
      "another tag of a function",
      "holds",
      functionsOf(updating, tagging(only("aws:RequestTag/team", "other"))),
    ],
    [
      "one of the tags of a function that several are enough for",
      "critical lambda-003",
      functionsOf(
        on("lambda:UpdateFunctionCode", "*", only("aws:ResourceTag/team", ["any", "ci"])),
        tagging(only("aws:RequestTag/team", "ci")),
      ),
    ],
    [
      "other tags of a function and one of those that are enough",
      "critical lambda-003",
      functionsOf(
        on("lambda:UpdateFunctionCode", "*", only("aws:ResourceTag/team", ["any", "ci"])),
        tagging(only("aws:RequestTag/team", ["another", "ci"])),
      ),
    ],
    ["tags of functions that have the tag", "holds", functionsOf(updating, tagging(tagged("ci")))],
    [
      "no key that a denial names",
      "holds",
      functionsOf(updating, tagging(), {
        ...tagging({ Condition: { "ForAnyValue:StringEquals": { "aws:TagKeys": "team" } } }),
        Effect: "Deny",
      }),
    ],
    [
      "those of a role that it passes",
      "critical lambda-001",
      {
        ...admin,
        ...role("ci", root, [
          on("iam:PassRole", "*", only("iam:ResourceTag/pass", "yes")),
          on("iam:TagRole", "*"),
          functions(create),
        ]),
      },
    ],
    [
      "those of a role, where users alone may be tagged",
      "holds",
      {
        ...admin,
        ...role("ci", root, [
          on("iam:PassRole", arnOf("role", "admin"), only("iam:ResourceTag/pass", "yes")),
          on("iam:TagUser", "*"),
          functions(create),
        ]),
      },
    ],
  ] as const)
    it(`say "${expected}" of one that may set ${name}`, async () =>
      expect(stepsOf(await judge(resources as Resources, noEscalationPath))).to.equal(expected));

  it("are a request of the step", async () => {
    const outcome = await judge(functionsOf(updating, tagging()), noEscalationPath);
    expect(outcome).to.have.nested.property("chain.hops[0].requests[0].request.action", "lambda:TagResource");
    expect(outcome)
      .to.have.nested.property("chain.hops[0].requests[0].request.context")
      .that.deep.equals({ "aws:RequestTag/team": "ci", "aws:TagKeys": "team" });
  });

  it("count for pass-role-ceiling", async () => {
    const plan = {
      ...role("store", lambda, [on("s3:*", "*")]),
      ...role("ci", root, [passing("*", tagged("ci")), on("iam:TagRole", "*")]),
    };
    expect((await judge(plan, passRoleCeiling.with({ ceiling: ["logs:*"] }))).verdict).to.equal("refuted");
  });
});

describe("tags of a caller", function () {
  this.timeout(20_000);
  /** A role that users with a tag may assume. */
  const trusted = role("admin", root, [everything], {
    assume_role_policy: documentOf({
      Effect: "Allow",
      Action: "sts:AssumeRole",
      Principal: root,
      Condition: { StringEquals: { "aws:PrincipalTag/team": "admin" } },
    }),
  });
  const withTag = (team: string) => ({ tags: { team }, tags_all: { team } });
  for (const [name, expected, resources] of [
    ["user that has it", "medium sts-001", user("ci", [assuming("admin")], withTag("admin"))],
    ["user that has another value", "holds", user("ci", [assuming("admin")], withTag("dev"))],
    ["user that has none", "holds", user("ci", [assuming("admin")])],
    [
      "user that may tag users",
      "medium sts-001",
      user("ci", [assuming("admin"), on("iam:TagUser", "*")], withTag("dev")),
    ],
    ["role whose session may have it", "medium sts-001", role("ci", root, [assuming("admin")])],
  ] as const)
    it(`say "${expected}" of a ${name}`, async () =>
      expect(stepsOf(await judge({ ...trusted, ...resources }, noEscalationPath))).to.equal(expected));
});
