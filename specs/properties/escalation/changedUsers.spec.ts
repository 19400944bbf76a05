import { expect } from "chai";
import { noEscalationPath } from "../../../properties/catalogue/noEscalationPath.js";
import {
  bounded,
  everything,
  group,
  judge,
  on,
  policy,
  type Resources,
  role,
  root,
  stepsOf,
  user,
} from "./smallPlans.js";
import { arnOf } from "./stepPlan.js";

const reading = on("s3:*", "*");
const limit = policy("limit", reading);
const bob = arnOf("user", "bob");

const cases: readonly (readonly [name: string, expected: string, resources: Resources])[] = [
  [
    "a new user with a password",
    "critical own-create-user",
    role("ci", root, [
      on(["iam:CreateUser", "iam:AttachUserPolicy", "iam:CreateLoginProfile"], arnOf("user", "app-*")),
    ]),
  ],
  [
    "a new user with an inline policy",
    "critical own-create-user-inline",
    role("ci", root, [
      on(["iam:CreateUser", "iam:PutUserPolicy", "iam:CreateAccessKey"], arnOf("user", "app-*")),
    ]),
  ],
  [
    "a new user in the second group of two",
    "critical own-create-user-group",
    {
      ...group("readers", [reading]),
      ...group("admins", [everything]),
      ...role("ci", root, [
        on(["iam:CreateUser", "iam:CreateLoginProfile"], arnOf("user", "*")),
        on("iam:AddUserToGroup", arnOf("group", "*")),
      ]),
    },
  ],
  [
    "a new user in a group that allows nothing further",
    "note own-create-user-group",
    {
      ...group("readers", [reading]),
      ...group("admins", [everything]),
      ...role("ci", root, [
        on(["iam:CreateUser", "iam:CreateLoginProfile"], arnOf("user", "*")),
        on("iam:AddUserToGroup", arnOf("group", "readers")),
      ]),
    },
  ],
  [
    "another user that it adds to a group",
    "critical own-group-add-user",
    {
      ...group("admins", [everything]),
      ...user("bob", [reading]),
      ...role("ci", root, [on("iam:CreateAccessKey", bob), on("iam:AddUserToGroup", arnOf("group", "*"))]),
    },
  ],
  [
    "itself in the second group of two, in one step",
    "critical iam-013",
    {
      ...group("readers", [reading]),
      ...group("admins", [everything]),
      ...user("ci", [on("iam:AddUserToGroup", arnOf("group", "*"))]),
    },
  ],
  [
    "a group that it joins, and changes",
    "critical iam-013 iam-011",
    {
      ...group("readers", [reading]),
      ...user("ci", [on(["iam:AddUserToGroup", "iam:PutGroupPolicy"], arnOf("group", "readers"))]),
    },
  ],
  [
    "another user with a password that it changes",
    "critical iam-018",
    {
      ...user("bob", [reading]),
      ...role("ci", root, [on(["iam:PutUserPolicy", "iam:UpdateLoginProfile"], bob)]),
    },
  ],
  [
    "a policy that another user holds",
    "critical own-policy-version-user",
    {
      ...policy("p", reading),
      ...user("bob", []),
      "aws_iam_user_policy_attachment.bob": { user: "bob", policy_arn: arnOf("policy", "p") },
      ...role("ci", root, [
        on("iam:CreateAccessKey", bob),
        on("iam:CreatePolicyVersion", arnOf("policy", "p")),
      ]),
    },
  ],
  [
    "a group that another user is in",
    "critical own-group-put-user",
    {
      ...group("g", [reading]),
      ...user("bob", [], { groups: ["g"] }),
      ...role("ci", root, [on("iam:CreateAccessKey", bob), on("iam:PutGroupPolicy", arnOf("group", "g"))]),
    },
  ],
  [
    "a group that another user is not in",
    "holds",
    {
      ...group("g", [reading]),
      ...user("bob", []),
      ...role("ci", root, [on("iam:CreateAccessKey", bob), on("iam:PutGroupPolicy", arnOf("group", "g"))]),
    },
  ],
  [
    "another user that it adds to a group, and whose boundary it ends",
    "critical own-group-add-user",
    {
      ...limit,
      ...group("admins", [everything]),
      ...user("bob", [reading], bounded("limit")),
      ...role("ci", root, [
        on(["iam:DeleteUserPermissionsBoundary", "iam:CreateAccessKey"], bob),
        on("iam:AddUserToGroup", "*"),
      ]),
    },
  ],
  [
    "another user that it adds to a group within the boundary",
    "note own-group-add-user",
    {
      ...limit,
      ...group("admins", [everything]),
      ...user("bob", [reading], bounded("limit")),
      ...role("ci", root, [on("iam:CreateAccessKey", bob), on("iam:AddUserToGroup", "*")]),
    },
  ],
  [
    "another user without the boundary",
    "critical own-boundary-delete-user",
    {
      ...limit,
      ...user("bob", [everything], bounded("limit")),
      ...role("ci", root, [on(["iam:DeleteUserPermissionsBoundary", "iam:CreateAccessKey"], bob)]),
    },
  ],
];

describe("no-escalation-path by users and groups", function () {
  this.timeout(20_000);
  for (const [name, expected, resources] of cases)
    it(`says "${expected}" of ${name}`, async () =>
      expect(stepsOf(await judge(resources, noEscalationPath))).to.equal(expected));
});
