import { expect } from "chai";
import { referenceFor } from "../../../harness/run/referenceFor.js";
import { noEscalationPath } from "../../../properties/catalogue/noEscalationPath.js";
import {
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
});
