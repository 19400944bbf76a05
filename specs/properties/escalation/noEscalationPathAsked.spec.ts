import { expect } from "chai";
import { noEscalationPath } from "../../../properties/catalogue/noEscalationPath.js";
import { passRoleCeiling } from "../../../properties/catalogue/passRoleCeiling.js";
import { SharedGraphs } from "../../../properties/escalation/sharedGraphs.js";
import {
  admin,
  bounded,
  create,
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
  tool,
} from "./smallPlans.js";
import { arnOf, documentOf, stepReference, targetsOf } from "./stepPlan.js";

const tagged = (resources: Resources, tags_all: object): Resources =>
  Object.fromEntries(
    Object.entries(resources).map(([address, values]) => [address, { ...values, tags_all }]),
  );

describe("what no-escalation-path is asked and says", function () {
  this.timeout(20_000);
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

  it("does not take the end as a beginning", () => {
    const [target] = targetsOf(chain);
    const asked = (to: string) => noEscalationPath.with({ to: [to] }).appliesTo(target!);
    expect(["aws_iam_role.admin", arnOf("role", "a*"), "aws_iam_role.ci", "kms:*"].map(asked)).to.deep.equal([
      false,
      false,
      true,
      true,
    ]);
  });

  it("takes a principal as the end", async () => {
    const billing = noEscalationPath.with({ to: ["aws_iam_role.billing"] });
    expect(stepsOf(await judge(chain, billing, "biller"))).to.equal("critical lambda-001");
    expect(await judge(chain, billing, "biller")).to.have.property(
      "reason",
      "it can become `aws_iam_role.billing` in 1 step",
    );
    expect(stepsOf(await judge(chain, noEscalationPath, "biller"))).to.equal("holds");
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
    expect(stepsOf(outcome)).to.equal("critical iam-005");
    expect(outcome).to.have.nested.property("unless[0].effect", "Deny");
  });

  it("says what alone could deny what stays within a boundary, and is undecided where it could grant more", async () => {
    const plan = {
      ...policy("limit", on("s3:*", "*"), on("iam:PutRolePolicy", "*")),
      ...role("ci", root, [on("iam:PutRolePolicy", arnOf("role", "ci"))], bounded("limit")),
    };
    const [target] = targetsOf(plan).filter(({ address }) => address.resource === "aws_iam_role.ci");
    const judgedWith = async (...effects: ("Allow" | "Deny")[]) => {
      const now = target!.surroundings!.now();
      const unknown = { address: "x", reason: "it is unknown", refersTo: [], remedy: "name it", effects };
      const principals = new Map([...now.principals].map(([at, one]) => [at, { ...one, holes: [unknown] }]));
      const surroundings = { ...target!.surroundings!, now: () => ({ ...now, principals }) };
      const options = { seed: 1, runs: 10, reference: await stepReference() };
      return noEscalationPath.search({ ...target!, surroundings }, options);
    };
    const denied = await judgedWith("Deny");
    expect(stepsOf(denied)).to.equal("note iam-005");
    expect(denied).to.have.nested.property("unless[0].effect", "Deny");
    const open = await judgedWith("Allow", "Deny");
    expect(open).to.have.nested.property("partial.outcome.severity", "note");
  });

  it("is undecided where what is unknown could at most let it run code with roles outside the source", async () => {
    const passes = role("ci", root, [passing("*")]);
    const runs = role("ci", root, [passing("*"), on("lambda:*", "*")]);
    const own = (plan: Resources) =>
      targetsOf(plan).find(({ address }) => address.resource === "aws_iam_role.ci")!;
    expect(await judge(runs, noEscalationPath)).to.include({ verdict: "refuted", severity: "note" });
    const target = own(passes);
    const widest = own(runs).surroundings!.now().principals.get("aws_iam_role.ci")!;
    const open = [{ address: "x", reason: "it is unknown", refersTo: [], remedy: "name it" }];
    const now = target.surroundings!.now();
    const principals = new Map([...now.principals].map(([at, one]) => [at, { ...one, widest, open }]));
    const unknown = { ...now, principals };
    const surroundings = { ...target.surroundings!, now: () => unknown, graphs: new SharedGraphs() };
    const options = { seed: 1, runs: 10, reference: await stepReference() };
    const outcome = noEscalationPath.search({ ...target, surroundings }, options);
    expect(outcome).to.include({ verdict: "undecided", kind: "holes" });
    expect(outcome).to.have.nested.property("holes[0].address", "x");
    expect(outcome).to.have.nested.property("partial.outcome.severity", "note");
  });

  it("takes a tag that a role does not have for missing, and not for empty", async () => {
    const other = {
      StringEquals: { "iam:PassedToService": "lambda.amazonaws.com" },
      "ForAnyValue:StringNotEquals": { "aws:ResourceTag/team": "a" },
    };
    const ceiling = async (tags_all: object) => {
      const plan = role("ci", root, [{ ...passing("*"), Condition: other }]);
      const target = targetsOf({ ...plan, ...tagged(role("store", lambda, [on("s3:*", "*")]), tags_all) });
      const ci = target.find(({ address }) => address.resource === "aws_iam_role.ci")!;
      return passRoleCeiling.search(ci, { seed: 1, runs: 1, reference: await stepReference() }).verdict;
    };
    expect([await ceiling({}), await ceiling({ team: "b" })]).to.deep.equal(["holds", "refuted"]);
  });

  it("notes roles outside the source of which a Deny leaves some", async () => {
    const ops = arnOf("role", "ops/*");
    const but = { Effect: "Deny", Action: "iam:PassRole", NotResource: ops };
    const plan = role("ci", root, [passing("*"), on("lambda:*", "*"), but]);
    const outcome = await judge(plan, noEscalationPath);
    expect(outcome).to.include({ verdict: "refuted", severity: "note" });
    expect(outcome).to.have.property("reason").that.includes(`matches \`${ops}\` to lambda`);
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
    expect(stepsOf(await judge(group, noEscalationPath, "ops"))).to.equal("critical iam-011");
    const member: Resources = {
      ...group,
      "aws_iam_user.ci": { name: "ci", path: "/", arn: arnOf("user", "ci"), tags_all: {} },
      "aws_iam_user_group_membership.ci": { user: "ci", groups: ["ops"] },
    };
    expect(stepsOf(await judge(member, noEscalationPath))).to.equal("critical iam-011");
    const ops = targetsOf(member).find(({ address }) => address.resource === "aws_iam_group.ops");
    expect(noEscalationPath.appliesTo(ops!)).to.equal(false);
  });
});
