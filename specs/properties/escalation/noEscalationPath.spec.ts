import { expect } from "chai";
import { noEscalationPath } from "../../../properties/catalogue/noEscalationPath.js";
import {
  admin,
  bounded,
  create,
  everything,
  functions,
  judge,
  on,
  passing,
  policy,
  type Resources,
  role,
  root,
  stepsOf,
  tool,
} from "./smallPlans.js";
import { arnOf } from "./stepPlan.js";

describe("no-escalation-path", function () {
  this.timeout(20_000);
  for (const [name, expected, resources] of [
    [
      "a function with a role of the plan",
      "critical lambda-001",
      { ...admin, ...role("ci", root, [passing("*"), functions(create)]) },
    ],
    [
      "a role that trusts another service",
      "note",
      {
        ...role("admin", { Service: "ec2.amazonaws.com" }, [everything]),
        ...role("ci", root, [passing("*"), functions(create)]),
      },
    ],
    [
      "a role that anyone may assume, which trusts no service",
      "note",
      {
        ...role("admin", { AWS: arnOf("role", "x") }, [everything]),
        ...role("ci", root, [passing("*"), functions(create)]),
      },
    ],
    [
      "a role that may not be passed",
      "holds",
      { ...admin, ...role("ci", root, [passing(arnOf("role", "ci")), functions(create)]) },
    ],
    [
      "functions of names that both calls allow",
      "critical lambda-001",
      {
        ...admin,
        ...role("ci", root, [
          passing("*"),
          functions(["CreateFunction"], "app-*"),
          functions(["InvokeFunction"], "*-prod"),
        ]),
      },
    ],
    [
      "functions of names that differ",
      "holds",
      {
        ...admin,
        ...role("ci", root, [
          passing("*"),
          functions(["CreateFunction"], "app-*"),
          functions(["InvokeFunction"], "other-*"),
        ]),
      },
    ],
    [
      "functions in regions that differ",
      "holds",
      {
        ...admin,
        ...role("ci", root, [
          passing("*"),
          on("lambda:CreateFunction", "*", {
            Condition: { StringEquals: { "aws:RequestedRegion": "eu-west-1" } },
          }),
          on("lambda:InvokeFunction", "*", {
            Condition: { StringEquals: { "aws:RequestedRegion": "us-east-1" } },
          }),
        ]),
      },
    ],
    [
      "the code of a function that runs with a role",
      "critical lambda-003",
      { ...admin, ...tool, ...role("ci", root, [functions(["UpdateFunctionCode"], "tool")]) },
    ],
    [
      "the code of another function",
      "holds",
      { ...admin, ...tool, ...role("ci", root, [functions(["UpdateFunctionCode"], "other")]) },
    ],
    [
      "a function whose role does not trust its service",
      "holds",
      {
        ...tool,
        ...role("admin", root, [everything]),
        ...role("ci", root, [functions(["UpdateFunctionCode"], "tool")]),
      },
    ],
    [
      "a role that it may assume",
      "medium sts-001",
      { ...role("admin", root, [everything]), ...role("ci", root, [on("sts:AssumeRole", "*")]) },
    ],
    [
      "a role that denies it",
      "holds",
      {
        ...role("admin", root, [everything]),
        ...role("ci", root, [on("sts:AssumeRole", "*"), { Effect: "Deny", Action: "sts:*", Resource: "*" }]),
      },
    ],
    [
      "three steps",
      "critical sts-001 lambda-003",
      {
        ...admin,
        ...tool,
        ...role("release", root, [functions(["UpdateFunctionCode"])]),
        ...role("ci", root, [on("sts:AssumeRole", arnOf("role", "release"))]),
      },
    ],
    [
      "policies that it holds",
      "critical iam-005",
      role("ci", root, [on("iam:PutRolePolicy", arnOf("role", "ci"))]),
    ],
    [
      "policies that it holds, read only",
      "holds",
      role("ci", root, [
        on("iam:AttachRolePolicy", "*", {
          Condition: { ArnEquals: { "iam:PolicyARN": "arn:aws:iam::aws:policy/ReadOnlyAccess" } },
        }),
      ]),
    ],
    [
      "policies that it makes and attaches",
      "critical own-create-policy-role",
      role("ci", root, [
        on("iam:CreatePolicy", "*"),
        on("iam:AttachRolePolicy", arnOf("role", "ci"), {
          Condition: { ArnLike: { "iam:PolicyARN": arnOf("policy", "app-*") } },
        }),
      ]),
    ],
    [
      "policies that it holds within a boundary",
      "note iam-005",
      {
        ...policy("limit", on("s3:*", "*"), on("iam:PutRolePolicy", "*")),
        ...role("ci", root, [on("iam:PutRolePolicy", arnOf("role", "ci"))], bounded("limit")),
      },
    ],
    [
      "policies that it holds within a boundary that it may remove",
      "critical iam-005 iam-022-role",
      {
        ...policy("limit", on(["iam:PutRolePolicy", "iam:DeleteRolePermissionsBoundary"], "*")),
        ...role("ci", root, [on("iam:PutRolePolicy", arnOf("role", "ci"))], bounded("limit")),
      },
    ],
    [
      "policies that it holds within a boundary that it may rewrite",
      "critical iam-005 own-boundary-version",
      {
        ...policy("limit", on(["iam:PutRolePolicy", "iam:CreatePolicyVersion"], "*")),
        ...role("ci", root, [on(["iam:PutRolePolicy", "iam:CreatePolicyVersion"], "*")], bounded("limit")),
      },
    ],
    [
      "new roles",
      "critical own-create-role",
      role("ci", root, [on(["iam:CreateRole", "iam:AttachRolePolicy"], arnOf("role", "app-*"))]),
    ],
    [
      "new roles within a boundary",
      "note own-create-role",
      {
        ...policy("limit", on("s3:*", "*")),
        ...role("ci", root, [
          on(["iam:CreateRole", "iam:AttachRolePolicy"], arnOf("role", "app-*"), {
            Condition: { StringEquals: { "iam:PermissionsBoundary": arnOf("policy", "limit") } },
          }),
        ]),
      },
    ],
    [
      "a function whose tag its grant does not ask for",
      "holds",
      {
        ...admin,
        ...tool,
        ...role("ci", root, [
          on("lambda:UpdateFunctionCode", "*", {
            Condition: { StringEquals: { "aws:ResourceTag/team": "ci" } },
          }),
        ]),
      },
    ],
    ["any permission that it has", "holds", role("ci", root, [everything])],
    [
      "jobs, where the plan has no queue",
      "critical batch-001",
      {
        ...role("admin", { Service: "ecs-tasks.amazonaws.com" }, [everything]),
        ...role("ci", root, [passing("*"), on(["batch:RegisterJobDefinition", "batch:SubmitJob"], "*")]),
      },
    ],
  ] as const) {
    it(`says "${expected}" of ${name}`, async () =>
      expect(stepsOf(await judge(resources as Resources, noEscalationPath))).to.equal(expected));
  }
});
