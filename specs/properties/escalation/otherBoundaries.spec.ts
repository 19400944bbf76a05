import { expect } from "chai";
import { noEscalationPath } from "../../../properties/catalogue/noEscalationPath.js";
import {
  bounded,
  everything,
  judge,
  on,
  passing,
  policy,
  type Resources,
  role,
  root,
  stepsOf,
} from "./smallPlans.js";
import { arnOf } from "./stepPlan.js";

const within = (name: string): object => ({
  Condition: { ArnLike: { "iam:PermissionsBoundary": arnOf("policy", name) } },
});
const making = ["iam:CreateRole", "iam:AttachRolePolicy"];
const apps = arnOf("role", "app-*");
const reading = on("s3:*", "*");
const limit = policy("limit", reading);

const target = arnOf("role", "target");
const cases: readonly (readonly [name: string, expected: string, resources: Resources])[] = [
  [
    "a new role with an inline policy",
    "critical own-create-role-inline",
    role("ci", root, [on(["iam:CreateRole", "iam:PutRolePolicy"], apps)]),
  ],
  [
    "a new role under a boundary that it rewrites",
    "critical own-create-role",
    {
      ...limit,
      ...role("ci", root, [
        on("iam:CreatePolicyVersion", arnOf("policy", "limit")),
        on(making, apps, within("limit")),
      ]),
    },
  ],
  [
    "a new role under a boundary that it makes",
    "critical own-create-role",
    {
      ...limit,
      ...role("ci", root, [on("iam:CreatePolicy", arnOf("policy", "li*")), on(making, apps, within("l*"))]),
    },
  ],
  [
    "a new role under any boundary, which one of AWS may be",
    "critical own-create-role",
    role("ci", root, [on(making, apps, { Condition: { Null: { "iam:PermissionsBoundary": "false" } } })]),
  ],
  [
    "a new role under one of several boundaries",
    "critical own-create-role",
    {
      ...policy("limit-a", reading),
      ...policy("limit-b", everything),
      ...role("ci", root, [on(making, apps, within("limit-*"))]),
    },
  ],
  [
    "a new role without a boundary, to which nothing may be attached without one",
    "note own-create-role",
    {
      ...limit,
      ...role("ci", root, [on("iam:CreateRole", apps), on("iam:AttachRolePolicy", apps, within("limit"))]),
    },
  ],
  [
    "a new role that must have no boundary, to which one policy may be attached",
    "critical own-create-role-attach",
    {
      ...policy("all", everything),
      ...role("ci", root, [
        on("iam:CreateRole", apps, { Condition: { Null: { "iam:PermissionsBoundary": "true" } } }),
        on("iam:AttachRolePolicy", apps, {
          Condition: { ArnEquals: { "iam:PolicyARN": arnOf("policy", "all") } },
        }),
      ]),
    },
  ],
  [
    "a role whose boundary it replaces",
    "critical own-boundary-put-role",
    {
      ...limit,
      ...role("target", root, [everything], bounded("limit")),
      ...role("ci", root, [on(["iam:PutRolePermissionsBoundary", "sts:AssumeRole"], target)]),
    },
  ],
  [
    "a role whose boundary it rewrites",
    "critical own-boundary-version-role",
    {
      ...limit,
      ...role("target", root, [everything], bounded("limit")),
      ...role("ci", root, [
        on("iam:CreatePolicyVersion", arnOf("policy", "limit")),
        on("sts:AssumeRole", target),
      ]),
    },
  ],
  [
    "a role whose boundary it ends, and that it lets itself into",
    "critical iam-023",
    {
      ...limit,
      ...role("target", { Service: "ec2.amazonaws.com" }, [everything], bounded("limit")),
      ...role("ci", root, [on(["iam:DeleteRolePermissionsBoundary", "iam:UpdateAssumeRolePolicy"], target)]),
    },
  ],
  [
    "a role whose boundary it ends, and on which it puts a policy",
    "critical iam-017",
    {
      ...limit,
      ...role("target", root, [reading], bounded("limit")),
      ...role("ci", root, [
        on(["iam:DeleteRolePermissionsBoundary", "iam:PutRolePolicy", "sts:AssumeRole"], target),
      ]),
    },
  ],
  [
    "a role on which it puts a policy within the boundary",
    "note iam-017",
    {
      ...limit,
      ...role("target", root, [reading], bounded("limit")),
      ...role("ci", root, [on(["iam:PutRolePolicy", "sts:AssumeRole"], target)]),
    },
  ],
  [
    "its own boundary, replaced by one that it makes",
    "critical own-boundary-new-self-role",
    {
      ...policy(
        "limit",
        reading,
        on("iam:CreatePolicy", "*"),
        on("iam:PutRolePermissionsBoundary", "*", within("limit-*")),
      ),
      ...role("ci", root, [everything], bounded("limit")),
    },
  ],
  [
    "a new role under a boundary that is not in the plan",
    "undecided",
    role("ci", root, [on(making, apps, within("elsewhere"))]),
  ],
  [
    "a role on which it puts a policy within a boundary that is not in the plan",
    "undecided",
    {
      ...role("target", root, [], bounded("elsewhere")),
      ...role("ci", root, [on(["iam:PutRolePolicy", "sts:AssumeRole"], target)]),
    },
  ],
  [
    "the role of an instance, for which it makes a profile",
    "critical ec2-001",
    {
      ...role("admin", { Service: "ec2.amazonaws.com" }, [everything]),
      ...role("ci", root, [
        passing(arnOf("role", "admin")),
        on(["iam:CreateInstanceProfile", "iam:AddRoleToInstanceProfile", "ec2:RunInstances"], "*"),
      ]),
    },
  ],
  [
    "the role of an instance that no profile holds",
    "holds",
    {
      ...role("admin", { Service: "ec2.amazonaws.com" }, [everything]),
      ...role("ci", root, [
        passing(arnOf("role", "admin")),
        on(["iam:CreateInstanceProfile", "ec2:RunInstances"], "*"),
      ]),
    },
  ],
];

describe("no-escalation-path by new principals and boundaries", function () {
  this.timeout(20_000);
  for (const [name, expected, resources] of cases)
    it(`says "${expected}" of ${name}`, async () =>
      expect(stepsOf(await judge(resources, noEscalationPath))).to.equal(expected));
});
