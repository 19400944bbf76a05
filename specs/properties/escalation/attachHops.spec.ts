import { expect } from "chai";
import { noEscalationPath } from "../../../properties/catalogue/noEscalationPath.js";
import { everything, judge, on, policy, type Resources, role, root, stepsOf } from "./smallPlans.js";
import { arnOf } from "./stepPlan.js";

const attachedIs = (...names: readonly string[]): object => ({
  Condition: { ArnLike: { "iam:PolicyARN": names.map((name) => arnOf("policy", name)) } },
});
/** A role that may attach some policies to itself. */
const attaching = (...names: readonly string[]): Resources =>
  role("ci", root, [on("iam:AttachRolePolicy", arnOf("role", "ci"), attachedIs(...names))]);

describe("no-escalation-path where iam:PolicyARN limits what may be attached", function () {
  this.timeout(20_000);
  for (const [name, expected, resources] of [
    [
      "policies that it attaches, of which one allows everything",
      "critical own-attach-role",
      { ...policy("all", everything), ...policy("read", on("s3:Get*", "*")), ...attaching("all", "read") },
    ],
    [
      "policies that it attaches, of which one leads further",
      "critical own-attach-role iam-005",
      { ...policy("put", on("iam:PutRolePolicy", "*")), ...attaching("put") },
    ],
    [
      "policies that it attaches and rewrites",
      "critical own-attach-role iam-001",
      {
        ...policy("app", on("s3:Get*", "*")),
        ...attaching("app"),
        ...policy("rewrite", on("iam:CreatePolicyVersion", arnOf("policy", "app"))),
        "aws_iam_role_policy_attachment.ci": { role: "ci", policy_arn: arnOf("policy", "rewrite") },
      },
    ],
    [
      "policies that it attaches, of which none gives more",
      "holds",
      { ...policy("read", on("s3:Get*", "*")), ...attaching("read") },
    ],
    [
      "policies that it attaches, where it may not attach the one that allows everything",
      "holds",
      { ...policy("all", everything), ...policy("read", on("s3:Get*", "*")), ...attaching("read") },
    ],
    [
      "the policy of AWS that allows all of IAM",
      "critical iam-009",
      role("ci", root, [
        on("iam:AttachRolePolicy", arnOf("role", "ci"), {
          Condition: { ArnEquals: { "iam:PolicyARN": "arn:aws:iam::aws:policy/IAMFullAccess" } },
        }),
      ]),
    ],
    [
      "a new role with a policy that allows everything",
      "critical own-create-role-attach",
      {
        ...policy("all", everything),
        ...role("ci", root, [
          on("iam:CreateRole", arnOf("role", "app-*")),
          on("iam:AttachRolePolicy", arnOf("role", "app-*"), attachedIs("all")),
        ]),
      },
    ],
    [
      "a new role with a new policy",
      "critical own-create-policy-new-role",
      role("ci", root, [
        on("iam:CreatePolicy", arnOf("policy", "app-*")),
        on("iam:CreateRole", arnOf("role", "app-*")),
        on("iam:AttachRolePolicy", arnOf("role", "app-*"), attachedIs("app-*")),
      ]),
    ],
    [
      "another role, to which it attaches a policy that allows everything",
      "critical own-attach-other-role",
      {
        ...policy("all", everything),
        ...role("other", root, []),
        ...role("ci", root, [
          on("sts:AssumeRole", arnOf("role", "other")),
          on("iam:AttachRolePolicy", arnOf("role", "other"), attachedIs("all")),
        ]),
      },
    ],
  ] as const) {
    it(`says "${expected}" of ${name}`, async () =>
      expect(stepsOf(await judge(resources as Resources, noEscalationPath))).to.equal(expected));
  }

  it("tries a policy that allows what the end is about, and no step", async () => {
    const reading = noEscalationPath.with({ to: ["s3:GetObject"] });
    const plan = { ...policy("read", on("s3:Get*", "*")), ...attaching("read") };
    expect(stepsOf(await judge(plan, reading))).to.equal("critical own-attach-role");
    const writing = noEscalationPath.with({ to: ["s3:PutObject"] });
    expect((await judge(plan, writing)).verdict).to.equal("holds");
  });

  it("is undecided where more policies may be attached than are tried", async () => {
    const names = Array.from({ length: 12 }, (_, at) => `a${String(at).padStart(2, "0")}`);
    const passing = names.map((name) => policy(name, on("iam:PassRole", arnOf("role", `none-${name}`))));
    const plan: Resources = Object.assign({}, ...passing, policy("z", everything), attaching("*"));
    expect((await judge(plan, noEscalationPath)).verdict).to.equal("undecided");
    const becoming = role("near", root, [on("sts:AssumeRole", arnOf("role", "ci"))]);
    expect((await judge({ ...plan, ...becoming }, noEscalationPath, "near")).verdict).to.equal("undecided");
    const other = role("far", root, [on("s3:*", "*")]);
    expect((await judge({ ...plan, ...other }, noEscalationPath, "far")).verdict).to.equal("holds");
  });
});
