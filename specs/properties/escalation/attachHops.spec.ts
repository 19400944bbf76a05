import { expect } from "chai";
import { referenceFor } from "../../../harness/run/referenceFor.js";
import { noEscalationPath } from "../../../properties/catalogue/noEscalationPath.js";
import {
  admin,
  create,
  everything,
  functions,
  judge,
  judgeIn,
  lambda,
  on,
  passing,
  policy,
  type Resources,
  role,
  root,
  stepsOf,
} from "./smallPlans.js";
import { arnOf, targetsOf } from "./stepPlan.js";

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

  const aws = (...names: readonly string[]): object => ({
    Condition: { ArnLike: { "iam:PolicyARN": names.map((name) => `arn:aws:iam::aws:policy/${name}`) } },
  });
  const attachingAws = (...names: readonly string[]): Resources =>
    role("ci", root, [on("iam:AttachRolePolicy", arnOf("role", "ci"), aws(...names))]);

  it("tries policies of AWS that allow a step, and not those that give only other permissions", async () => {
    const trusted = role("admin", lambda, [everything]);
    const functions = { ...trusted, ...attachingAws("AWSLambda_*", "AmazonS3FullAccess") };
    expect(stepsOf(await judge(functions, noEscalationPath))).to.equal("critical own-attach-role lambda-001");
    const untrusted = role("admin", root, [everything]);
    const quiet = { ...untrusted, ...attachingAws("AWSLambda_*", "AmazonS3FullAccess", "ReadOnlyAccess") };
    expect((await judge(quiet, noEscalationPath)).verdict).to.equal("holds");
    const own = { ...trusted, ...attaching("AWSLambda_FullAccess") };
    expect((await judge(own, noEscalationPath)).verdict).to.equal("holds");
  });

  it("loads what it takes of the services of policies that no principal holds yet", async () => {
    const admin = role("admin", lambda, [on("iam:*", "*")]);
    const targets = targetsOf({ ...admin, ...attachingAws("AWSLambda_FullAccess") });
    const reference = await referenceFor(targets, "typed", [noEscalationPath]);
    const outcome = await judgeIn(targets, noEscalationPath, { reference });
    expect(stepsOf(outcome)).to.equal("critical own-attach-role lambda-001");
  });

  it("tries policies of AWS that allow what the end is about", async () => {
    const reading = noEscalationPath.with({ to: ["s3:GetObject"] });
    const judged = async (...names: readonly string[]) =>
      stepsOf(await judge(attachingAws(...names), reading));
    expect(await judged("AmazonS3ReadOnlyAccess")).to.equal("critical own-attach-role");
    expect(await judged("AmazonDynamoDBReadOnlyAccess")).to.equal("holds");
    expect(await judged("aws-service-role/*")).to.equal("holds");
  });

  it("attaches several policies where one is not enough", async () => {
    const plan = {
      ...role("admin", lambda, [everything]),
      ...policy("pass", passing(arnOf("role", "admin"))),
      ...policy("functions", functions(create)),
      ...attaching("pass", "functions"),
    };
    const outcome = await judge(plan, noEscalationPath);
    expect(stepsOf(outcome)).to.equal("critical own-attach-role lambda-001");
    expect(outcome).to.have.nested.property("chain.hops[0].requests").with.length(2);
    const denied = {
      ...plan,
      ...policy("pass", passing("*"), { Effect: "Deny", Action: "lambda:*", Resource: "*" }),
    };
    expect(stepsOf(await judge(denied, noEscalationPath))).to.equal("note own-attach-role");
  });

  it("is undecided where a policy that it attaches lets it attach others", async () => {
    const attachingMore = policy("more", on("iam:AttachRolePolicy", arnOf("role", "ci"), attachedIs("all")));
    const plan = { ...policy("all", everything), ...attachingMore, ...attaching("more") };
    expect((await judge(plan, noEscalationPath)).verdict).to.equal("undecided");
  });

  it("is undecided where more policies of AWS may be attached than are tried", async () => {
    expect((await judge(attachingAws("Amazon*"), noEscalationPath)).verdict).to.equal("undecided");
    expect((await judge(attachingAws("AmazonEC2*"), noEscalationPath)).verdict).to.equal("holds");
  });

  it("leaves one that may assume an administrator as it is, where that one may become others", async () => {
    const plan = {
      ...attachingAws("Amazon*"),
      ...role("admin", root, [everything]),
      ...role("near", root, [on("sts:AssumeRole", arnOf("role", "admin"))]),
    };
    expect(stepsOf(await judge(plan, noEscalationPath, "near"))).to.equal("medium sts-001");
  });

  it("tries policies of AWS where a condition excludes those of administrators", async () => {
    const widest = ["*Administrator*", "IAMFullAccess", "AWSMcpServiceActionsFullAccess"];
    const arns = widest.map((name) => `arn:aws:iam::aws:policy/${name}`);
    const not = { Condition: { ArnNotLike: { "iam:PolicyARN": arns } } };
    const plan = role("ci", root, [on("iam:AttachRolePolicy", arnOf("role", "ci"), not)]);
    const outcome = await judge(plan, noEscalationPath);
    expect(stepsOf(outcome)).to.equal("critical own-attach-role own-create-policy-role");
    expect(outcome).to.have.nested.property(
      "chain.hops[0].to",
      "aws_iam_role.ci with managed:AWSCodeStarServiceRole",
    );
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

  /** A role that may attach a policy of AWS to 20 others, or more, that it may assume, and to itself as its name matches. */
  const attachingToMany = (count: number, names: readonly string[]): Resources => ({
    ...Object.assign(
      {},
      ...Array.from({ length: count }, (_, at) => role(`x${at}`, root, [on("s3:*", "*")])),
      admin,
    ),
    ...role("ci", root, [
      on("sts:AssumeRole", arnOf("role", "x*")),
      on("iam:AttachRolePolicy", arnOf("role", "*"), aws(...names)),
    ]),
  });

  it("is undecided where policies of AWS may be attached to more than 20 others", async () => {
    const said = async (count: number, ...names: readonly string[]) =>
      stepsOf(await judge(attachingToMany(count, names), noEscalationPath));
    expect(await said(18, "AmazonS3FullAccess")).to.equal("holds");
    expect(await said(18, "IAMReadOnlyAccess")).to.equal("holds");
    expect(await said(30, "AmazonS3FullAccess")).to.equal("holds");
    expect(await said(30, "AmazonEC2FullAccess")).to.equal("undecided");
    // to itself alone: the others are not asked about
    const others = attachingToMany(30, []);
    const own = { ...others, ...attachingAws("AmazonEC2FullAccess") };
    expect(stepsOf(await judge(own, noEscalationPath))).to.equal("holds");
  });

  it("is undecided where two policies that it attaches deny something", async () => {
    const deny = (action: string) => ({ Effect: "Deny", Action: action, Resource: "*" });
    const plan = (...denied: readonly (readonly object[])[]) => ({
      ...role("admin", lambda, [everything]),
      ...policy("a", on("iam:PassRole", arnOf("role", "nobody")), ...denied[0]!),
      ...policy("b", on("iam:PassRole", arnOf("role", "noone")), ...denied[1]!),
      ...attaching("a", "b"),
    });
    const said = async (...denied: readonly (readonly object[])[]) =>
      stepsOf(await judge(plan(...denied), noEscalationPath));
    expect(await said([], [])).to.equal("note own-attach-role");
    expect(await said([deny("s3:*")], [])).to.equal("note own-attach-role");
    expect(await said([deny("s3:*")], [deny("ec2:*")])).to.equal("undecided");
  });

  it("is undecided where policies are attached to resources apart, so that they are not tried together", async () => {
    const on_ = (name: string, target: string) =>
      on("iam:AttachRolePolicy", arnOf("role", target), attachedIs(name));
    const plan = (other: string) => ({
      ...role("admin", lambda, [everything]),
      ...policy("pass", passing(arnOf("role", "admin"))),
      ...policy("functions", functions(create)),
      ...role("ci", root, [
        on("iam:CreateRole", arnOf("role", "*")),
        on_("pass", "app-*"),
        on_("functions", other),
      ]),
    });
    expect(stepsOf(await judge(plan("app-*"), noEscalationPath))).to.equal(
      "critical own-create-role-attach lambda-001",
    );
    expect(stepsOf(await judge(plan("other-*"), noEscalationPath))).to.equal("undecided");
  });

  it("notes no policy of AWS that it attaches, and no two at once", async () => {
    const quiet = { ...role("admin", root, [everything]), ...attachingAws("AWSLambda_FullAccess") };
    expect((await judge(quiet, noEscalationPath)).verdict).to.equal("holds");
    const outcome = await judge(
      {
        ...policy("a", on("iam:PassRole", arnOf("role", "nobody"))),
        ...policy("b", on("iam:PassRole", arnOf("role", "noone"))),
        ...attaching("a", "b"),
      },
      noEscalationPath,
    );
    expect(outcome)
      .to.have.property("reason")
      .that.equals(
        "it can get the permissions of `aws_iam_role.ci with aws_iam_policy.a`, `aws_iam_role.ci with aws_iam_policy.b`, and none beyond",
      );
  });
});
