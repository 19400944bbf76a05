import { expect } from "chai";
import { chainChanges } from "../../../harness/run/diff/chainChanges.js";
import { noEscalationPath } from "../../../properties/catalogue/noEscalationPath.js";
import type { Chain } from "../../../properties/escalation/chain.js";
import type { Surroundings } from "../../../properties/escalation/surroundings.js";
import {
  assuming,
  create,
  everything,
  functions,
  judge,
  judgeIn,
  lambda,
  on,
  passing,
  type Resources,
  role,
  root,
  stepsOf,
  user,
} from "./smallPlans.js";
import { arnOf, documentOf, stepReference, targetsOf } from "./stepPlan.js";

/** An administrator that everyone in the account and a function may be. */
const admin = role("admin", { ...root, ...lambda }, [everything]);

describe("the worst chain", function () {
  this.timeout(20_000);
  const running = [passing(arnOf("role", "admin")), functions(create)];
  for (const [name, expected, resources] of [
    [
      "a user that changes its own policy, and may assume an administrator",
      "critical iam-007",
      { ...admin, ...user("ci", [on("iam:PutUserPolicy", arnOf("user", "ci")), assuming("admin")]) },
    ],
    [
      "one that runs code as the administrator that it may assume",
      "critical lambda-001",
      { ...admin, ...role("ci", root, [...running, assuming("admin")]) },
    ],
    [
      "one that runs code as a role which may assume the administrator",
      "critical lambda-001 sts-001",
      {
        ...admin,
        ...role("worker", { ...root, ...lambda }, [assuming("admin")]),
        ...role("ci", root, [passing(arnOf("role", "worker")), functions(create), assuming("admin")]),
      },
    ],
    [
      "one that may assume both an administrator and one that runs code as that",
      "critical sts-001 lambda-001",
      {
        ...admin,
        ...role("release", root, running),
        ...role("ci", root, [assuming("admin", "release")]),
      },
    ],
    [
      "one that may assume one for which both hold",
      "critical sts-001 lambda-001",
      {
        ...admin,
        ...role("release", root, [...running, assuming("admin")]),
        ...role("ci", root, [assuming("admin", "release")]),
      },
    ],
    [
      "one that takes the keys of a user which may assume the administrator",
      "critical iam-002 sts-001",
      {
        ...admin,
        ...role("ci", root, [assuming("admin", "ci"), on("iam:CreateAccessKey", arnOf("user", "other"))]),
        "aws_iam_user.other": { name: "other", path: "/", arn: arnOf("user", "other"), tags_all: {} },
        "aws_iam_user_policy.other": {
          user: "other",
          name: "other",
          policy: documentOf(assuming("admin")),
        },
      },
    ],
    [
      "several roles that lead to an administrator by AssumeRole alone",
      "medium sts-001",
      {
        ...admin,
        ...role("other", root, [assuming("admin", "ci")]),
        ...role("ci", root, [assuming("admin", "other")]),
      },
    ],
    [
      "one that runs code as a role which comes back to it alone",
      "medium sts-001",
      {
        ...admin,
        ...role("worker", { ...root, ...lambda }, [assuming("ci")]),
        ...role("ci", root, [passing(arnOf("role", "worker")), functions(create), assuming("admin")]),
      },
    ],
    [
      "one that runs code as a role which comes back to it, and leads on by another one, too",
      "critical lambda-001 sts-001 sts-001",
      {
        ...admin,
        ...role("worker", { ...root, ...lambda }, [assuming("ci", "second")]),
        ...role("ci", root, [passing(arnOf("role", "worker")), functions(create), assuming("admin")]),
        ...role("second", root, [assuming("admin")]),
      },
    ],
  ] as const) {
    it(`says "${expected}" of ${name}`, async () =>
      expect(stepsOf(await judge(resources as Resources, noEscalationPath))).to.equal(expected));
  }

  it("counts without the chains that are accepted", async () => {
    const plan = { ...admin, ...role("ci", root, [...running, assuming("admin")]) };
    const judged = (isExceptedChain: (chain: Chain) => boolean) =>
      judge(plan, noEscalationPath, "ci", { isExceptedChain });
    const isBy = (id: string) => (chain: Chain) => chain.hops.some(({ step }) => step === id);
    expect(stepsOf(await judged(() => false))).to.equal("critical lambda-001");
    expect(stepsOf(await judged(isBy("sts-001")))).to.equal("critical lambda-001");
    expect(stepsOf(await judged((chain) => !isBy("sts-001")(chain)))).to.equal("medium sts-001");
    expect(stepsOf(await judged(() => true))).to.equal("holds");
  });

  it("is undecided where an unknown policy may let a principal take another step than AssumeRole", async () => {
    const late = {
      "aws_iam_role_policy_attachment.late": {
        role: "late",
        policy_arn: "arn:aws:iam::111122223333:policy/elsewhere",
      },
    };
    const open = await judge(
      { ...admin, ...late, ...role("late", root, [assuming("admin")]) },
      noEscalationPath,
      "late",
    );
    expect(open).to.include({ verdict: "undecided", kind: "holes" });
    expect(open).to.have.nested.property("partial.outcome.severity", "medium");
    const near = {
      ...admin,
      ...late,
      ...role("late", root, []),
      ...role("ci", root, [assuming("admin", "late")]),
    };
    expect((await judge(near, noEscalationPath)).verdict).to.equal("undecided");
    const far = { ...near, ...role("ci", root, [assuming("admin")]) };
    expect(stepsOf(await judge(far, noEscalationPath))).to.equal("medium sts-001");
    // what is unknown of the end changes nothing
    const end = {
      ...far,
      "aws_iam_role_policy_attachment.late": {
        ...late["aws_iam_role_policy_attachment.late"],
        role: "admin",
      },
    };
    expect((await judge(end, noEscalationPath)).verdict).to.equal("refuted");
  });

  it("is opened by a change that adds another step than AssumeRole", async () => {
    const before = { ...admin, ...role("ci", root, [assuming("admin")]) };
    const now = { ...admin, ...role("ci", root, [assuming("admin"), ...running]) };
    const [then, later] = [before, now].map((plan) => targetsOf(plan)[0]!.surroundings!.now());
    const reference = await stepReference();
    const opened = (from: Surroundings, to: Surroundings) =>
      chainChanges(from, to, reference).opened.map(({ hop, principals }) => [hop?.step, ...principals]);
    expect(opened(then!, later!)).to.deep.equal([["lambda-001", "aws_iam_role.ci"]]);
    expect(opened(later!, then!)).to.deep.equal([]);
    const unknown = { address: "x", reason: "it is elsewhere", refersTo: [], remedy: "name it" };
    const ci = { ...then!.principals.get("aws_iam_role.ci")!, holes: [unknown] };
    const perhaps = { ...then!, principals: new Map([...then!.principals, ["aws_iam_role.ci", ci]]) };
    expect(opened(perhaps, later!)).to.deep.equal([]);
  });

  it("is undecided where more principals than 20 come back to themselves", async () => {
    const plan: Resources = Object.assign(
      {},
      admin,
      ...Array.from({ length: 22 }, (_, at) => ({
        ...role(`w${at}`, { ...lambda, ...root }, [assuming(`c${at}`)]),
        ...role(`c${at}`, root, [passing(arnOf("role", `w${at}`)), functions(create), assuming("admin")]),
      })),
    );
    const targets = targetsOf(plan);
    const said: string[] = [];
    for (let at = 0; at < 22; at++)
      said.push(stepsOf(await judgeIn(targets, noEscalationPath, { name: `c${at}` })));
    expect(said.filter((one) => one === "medium sts-001")).to.have.length(20);
    expect(said.filter((one) => one === "undecided")).to.have.length(2);
  });

  it("is undecided where the chains that are not accepted are too many to look at", async () => {
    const names = Array.from({ length: 15 }, (_, at) => `x${at}`);
    const plan: Resources = Object.assign(
      {},
      admin,
      ...names.map((name) => role(name, { ...root, ...lambda }, [assuming("admin", ...names)])),
      role("ci", root, [assuming("admin", ...names), passing(arnOf("role", "*")), functions(create)]),
    );
    const isAccepted = (chain: Chain) => chain.hops.some(({ step }) => step !== "sts-001");
    const outcome = await judge(plan, noEscalationPath, "ci", { isExceptedChain: isAccepted });
    expect(outcome.verdict).to.equal("undecided");
    const all = await judge(plan, noEscalationPath, "ci", { isExceptedChain: () => true });
    expect(all.verdict).to.equal("undecided");
  });
});
