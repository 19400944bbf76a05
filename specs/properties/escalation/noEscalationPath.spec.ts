import { expect } from "chai";
import { noEscalationPath } from "../../../properties/catalogue/noEscalationPath.js";
import type { Outcome } from "../../../properties/property.js";
import {
  admin,
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
  tool,
} from "./smallPlans.js";
import { arnOf, documentOf, targetsOf } from "./stepPlan.js";

describe("no-escalation-path", function () {
  this.timeout(20_000);
  /** The ids of the steps, with the severity before them; or the verdict. */
  function steps(outcome: Outcome): string {
    if (outcome.verdict !== "refuted") return outcome.verdict;
    const hops = outcome.chain?.hops.map(({ step }) => step) ?? [];
    return [outcome.severity, ...hops].join(" ");
  }

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
      "policies of its own",
      "critical iam-005",
      role("ci", root, [on("iam:PutRolePolicy", arnOf("role", "ci"))]),
    ],
    [
      "policies of its own, read only",
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
      "policies of its own within a boundary",
      "note iam-005",
      {
        ...policy("limit", on("s3:*", "*"), on("iam:PutRolePolicy", "*")),
        ...role("ci", root, [on("iam:PutRolePolicy", arnOf("role", "ci"))], bounded("limit")),
      },
    ],
    [
      "policies of its own within a boundary that it may remove",
      "critical iam-005 iam-022-role",
      {
        ...policy("limit", on(["iam:PutRolePolicy", "iam:DeleteRolePermissionsBoundary"], "*")),
        ...role("ci", root, [on("iam:PutRolePolicy", arnOf("role", "ci"))], bounded("limit")),
      },
    ],
    [
      "policies of its own within a boundary that it may rewrite",
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
    ["any permission of its own", "holds", role("ci", root, [everything])],
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
      expect(steps(await judge(resources as Resources, noEscalationPath))).to.equal(expected));
  }

  const chain: Resources = {
    ...admin,
    ...tool,
    ...role("release", root, [functions(["UpdateFunctionCode"])]),
    ...role("ci", root, [on("sts:AssumeRole", arnOf("role", "release"))]),
    ...role("billing", lambda, [on("kms:Decrypt", "*")]),
    ...role("biller", root, [passing(arnOf("role", "billing")), functions(create)]),
  };

  it("takes the principals that chains begin with", () => {
    const [target] = targetsOf(chain);
    const asked = (from: string) => noEscalationPath.with({ from: [from] }).appliesTo(target!);
    expect([asked("aws_iam_role.admin"), asked(arnOf("role", "a*")), asked("aws_iam_role.ci")]).to.deep.equal(
      [true, true, false],
    );
  });

  it("takes a principal as the end", async () => {
    const billing = noEscalationPath.with({ to: ["aws_iam_role.billing"] });
    expect(steps(await judge(chain, billing, "biller"))).to.equal("critical lambda-001");
    expect(await judge(chain, billing, "biller")).to.have.property(
      "reason",
      "it can become `aws_iam_role.billing` in 1 step",
    );
    expect(steps(await judge(chain, noEscalationPath, "biller"))).to.equal("holds");
  });

  it("takes requests as the end", async () => {
    const decrypting = noEscalationPath.with({ to: ["kms:Decrypt"] });
    const outcome = await judge(chain, decrypting, "biller");
    expect(outcome).to.have.property(
      "reason",
      "it can become `aws_iam_role.billing`, which may do `kms:Decrypt`, in 1 step",
    );
    expect((await judge(chain, decrypting, "billing")).verdict).to.equal("holds");
  });

  it("lists all chains where they are asked for", async () => {
    const outcome = await judge(chain, noEscalationPath.with({ paths: ["all"] }), "release");
    const chains = outcome.verdict === "refuted" ? (outcome.chains ?? []) : [];
    expect(chains.map(({ hops }) => hops.map(({ step }) => step).join(" "))).to.deep.equal(["lambda-003"]);
  });

  it("has requests that the evaluator allows, with their statements", async () => {
    const outcome = await judge(chain, noEscalationPath);
    expect(outcome).to.have.nested.property("chain.hops[0].requests[0].request.action", "sts:AssumeRole");
    expect(outcome).to.have.nested.property("chain.hops[0].requests[0].statements").with.length(2);
    expect(outcome).to.have.nested.property("chain.hops[1].via", "aws_lambda_function.tool");
  });

  it("is undecided of a principal with an unknown policy that may allow more, and of one that can become it", async () => {
    const unknown = {
      "aws_iam_role_policy_attachment.late": {
        role: "late",
        policy_arn: "arn:aws:iam::111122223333:policy/elsewhere",
      },
    };
    const late = { ...role("late", root, [on("s3:*", "*")]), ...unknown };
    expect((await judge(late, noEscalationPath, "late")).verdict).to.equal("undecided");
    const near = { ...late, ...role("ci", root, [on("sts:AssumeRole", arnOf("role", "late"))]) };
    expect((await judge(near, noEscalationPath)).verdict).to.equal("undecided");
    const far = { ...late, ...role("ci", root, [on("s3:*", "*")]) };
    expect((await judge(far, noEscalationPath)).verdict).to.equal("holds");
  });

  it("says what alone could deny a chain", async () => {
    const plan = {
      ...role("ci", root, [on("iam:PutRolePolicy", arnOf("role", "ci"))]),
      "aws_iam_role_policy_attachment.ci": {
        role: "ci",
        policy_arn: "arn:aws:iam::111122223333:policy/elsewhere",
      },
    };
    const outcome = await judge(plan, noEscalationPath);
    expect(steps(outcome)).to.equal("critical iam-005");
    expect(outcome).to.have.nested.property("unless[0].effect", "Deny");
  });

  it("asks of users with what their groups hold, and of a group where it has no members", async () => {
    const group: Resources = {
      "aws_iam_group.ops": { name: "ops", path: "/", arn: arnOf("group", "ops") },
      "aws_iam_group_policy.ops": {
        group: "ops",
        name: "ops",
        policy: documentOf(on("iam:PutGroupPolicy", "*")),
      },
    };
    expect(steps(await judge(group, noEscalationPath, "ops"))).to.equal("critical iam-011");
    const member: Resources = {
      ...group,
      "aws_iam_user.ci": { name: "ci", path: "/", arn: arnOf("user", "ci"), tags_all: {} },
      "aws_iam_user_group_membership.ci": { user: "ci", groups: ["ops"] },
    };
    expect(steps(await judge(member, noEscalationPath))).to.equal("critical iam-011");
    const ops = targetsOf(member).find(({ address }) => address.resource === "aws_iam_group.ops");
    expect(noEscalationPath.appliesTo(ops!)).to.equal(false);
  });
});
