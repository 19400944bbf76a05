import { expect } from "chai";
import { noEscalationPath } from "../../../properties/catalogue/noEscalationPath.js";
import {
  admin,
  assuming,
  bounded,
  create,
  everything,
  functions,
  judge,
  lambda,
  on,
  passing,
  policy,
  type Resources,
  role,
  root,
  stepsOf,
} from "./smallPlans.js";
import { arnOf, documentOf } from "./stepPlan.js";

const named = (...names: readonly string[]): object => ({
  Condition: { ArnLike: { "iam:PolicyARN": names.map((name) => arnOf("policy", name)) } },
});
const attach = (to: string, ...names: readonly string[]): object =>
  on("iam:AttachRolePolicy", arnOf("role", to), named(...names));
const put = (to: string): object => on("iam:PutRolePolicy", arnOf("role", to));
const pass = policy("pass", passing(arnOf("role", "admin")));
const making = policy("functions", functions(create));
const running = [passing(arnOf("role", "admin")), functions(create)];
const noFunctions: Resources = {
  ...policy("deny", { Effect: "Deny", Action: "lambda:*", Resource: "*" }),
  "aws_iam_role_policy_attachment.deny": { role: "ci", policy_arn: arnOf("policy", "deny") },
};
const detach = on("iam:DetachRolePolicy", arnOf("role", "ci"));
const worker: Resources = {
  ...role("worker", lambda, []),
  "aws_lambda_function.work": {
    function_name: "work",
    arn: "arn:aws:lambda:eu-west-1:111122223333:function:work",
    role: arnOf("role", "worker"),
    tags_all: {},
  },
};
const updating = functions(["UpdateFunctionCode", "InvokeFunction"], "work");

describe("several changes, one after another", function () {
  this.timeout(20_000);
  for (const [name, expected, resources] of [
    [
      "one that detaches a Deny and attaches what it lacks",
      "critical iam-025-role own-attach-role lambda-001",
      {
        ...admin,
        ...noFunctions,
        ...making,
        ...role("ci", root, [detach, passing(arnOf("role", "admin")), attach("ci", "functions")]),
      },
    ],
    [
      "one that ends its boundary and detaches a Deny",
      "critical iam-022-role iam-025-role lambda-001",
      {
        ...admin,
        ...noFunctions,
        ...policy("limit", on("iam:*", "*")),
        ...role(
          "ci",
          root,
          [detach, ...running, on("iam:DeleteRolePermissionsBoundary", arnOf("role", "ci"))],
          bounded("limit"),
        ),
      },
    ],
    [
      "one that attaches to a role what lets that attach the rest",
      "undecided",
      {
        ...admin,
        ...pass,
        ...making,
        ...role("q", lambda, [attach("q", "functions")]),
        ...role("ci", root, [attach("q", "pass"), on("iam:UpdateAssumeRolePolicy", arnOf("role", "q"))]),
      },
    ],
    [
      "one that attaches what lets it attach nothing that there is",
      "note own-attach-role",
      { ...policy("more", attach("elsewhere", "x*")), ...role("ci", root, [attach("ci", "more")]) },
    ],
    [
      "one whose new role attaches more to itself",
      "critical own-create-role-attach own-attach-role",
      {
        ...policy("all", everything),
        ...policy("more", attach("app-*", "all")),
        ...role("ci", root, [on("iam:CreateRole", arnOf("role", "app-*")), attach("app-*", "more")]),
      },
    ],
    [
      "one whose new role must have a boundary, with a policy that allows everything",
      "critical own-create-role-attach",
      {
        ...policy("limit", everything),
        ...policy("all", everything),
        ...role("ci", root, [
          on("iam:CreateRole", arnOf("role", "app-*"), {
            Condition: { StringEquals: { "iam:PermissionsBoundary": arnOf("policy", "limit") } },
          }),
          attach("app-*", "all"),
        ]),
      },
    ],
    [
      "one that attaches only what reads objects, where that is all that a step lacks",
      "critical own-attach-role omics-001",
      {
        ...role("admin", { Service: "omics.amazonaws.com" }, [everything]),
        ...policy("read", on("s3:*", "*")),
        ...role("ci", root, [passing("*"), on("omics:*", "*"), attach("ci", "read")]),
      },
    ],
    [
      "one that puts a policy on a role, and changes the code that runs with it",
      "critical lambda-003",
      { ...worker, ...role("ci", root, [put("worker"), updating]) },
    ],
    [
      "one that puts a policy on a role, and passes that",
      "critical lambda-001",
      {
        ...worker,
        ...role("ci", root, [put("worker"), passing(arnOf("role", "worker")), functions(create)]),
      },
    ],
    [
      "one that attaches a policy to a role, and changes the code that runs with it",
      "critical lambda-003",
      { ...policy("all", everything), ...worker, ...role("ci", root, [attach("worker", "all"), updating]) },
    ],
    [
      "one that puts a policy on a role that it runs nothing with",
      "holds",
      { ...role("worker", lambda, []), ...role("ci", root, [put("worker"), updating]) },
    ],
    [
      "one that puts a policy on a role within a boundary, and changes the code that runs with it",
      "note lambda-003",
      {
        ...policy("limit", on("s3:*", "*")),
        ...worker,
        ...role("worker", lambda, [], bounded("limit")),
        ...role("ci", root, [put("worker"), updating]),
      },
    ],
    [
      "one that gets all that its boundary allows, where it may attach more than is tried, too",
      "note iam-005",
      {
        ...policy("limit", on("s3:*", "*"), put("ci"), on("iam:AttachRolePolicy", arnOf("role", "ci"))),
        ...role(
          "ci",
          root,
          [
            put("ci"),
            on("iam:AttachRolePolicy", arnOf("role", "ci"), {
              Condition: { ArnLike: { "iam:PolicyARN": "arn:aws:iam::aws:policy/Amazon*" } },
            }),
          ],
          bounded("limit"),
        ),
      },
    ],
    [
      "one that gets what a boundary allows before it assumes the administrator, which it may anyway",
      "medium sts-001",
      {
        ...role("admin", root, [everything]),
        ...policy("limit", on("s3:*", "*"), assuming("admin"), put("ci")),
        ...role("ci", root, [assuming("admin"), put("ci")], bounded("limit")),
      },
    ],
    [
      "one that attaches what is of no use before it assumes the administrator",
      "medium sts-001",
      {
        ...role("admin", root, [everything]),
        ...policy("useless", on("iam:PassRole", arnOf("role", "nobody"))),
        ...role("ci", root, [assuming("admin"), attach("ci", "useless")]),
      },
    ],
    [
      "one that attaches what lets it assume the administrator",
      "critical own-attach-role sts-001",
      {
        ...role("admin", root, [everything]),
        ...policy("use", assuming("admin")),
        ...role("ci", root, [attach("ci", "use")]),
      },
    ],
  ] as const)
    it(`are "${expected}" of ${name}`, async () =>
      expect(stepsOf(await judge(resources as Resources, noEscalationPath))).to.equal(expected));

  it("of a user and of its group are undecided, as they are not tried together", async () => {
    const plan: Resources = {
      ...admin,
      ...pass,
      ...making,
      "aws_iam_group.ops": { name: "ops", path: "/", arn: arnOf("group", "ops") },
      "aws_iam_user_group_membership.ci": { user: "ci", groups: ["ops"] },
      "aws_iam_user.ci": { name: "ci", path: "/", arn: arnOf("user", "ci"), tags_all: {} },
      "aws_iam_user_policy.ci": {
        user: "ci",
        name: "ci",
        policy: documentOf(
          on("iam:AttachGroupPolicy", arnOf("group", "ops"), named("pass")),
          on("iam:AttachUserPolicy", arnOf("user", "ci"), named("functions")),
        ),
      },
    };
    expect((await judge(plan, noEscalationPath)).verdict).to.equal("undecided");
  });

  it("take no policies that are not needed", async () => {
    const others = ["a", "b", "c"].map((name) => policy(name, on("iam:PassRole", arnOf("role", name))));
    const plan: Resources = Object.assign(
      {},
      ...others,
      admin,
      pass,
      making,
      role("ci", root, [attach("ci", "*")]),
    );
    const outcome = await judge(plan, noEscalationPath);
    expect(stepsOf(outcome)).to.equal("critical own-attach-role lambda-001");
    expect(outcome).to.have.nested.property("chain.hops[0].requests").with.length(2);
  });
});
