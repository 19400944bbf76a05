import { expect } from "chai";
import { noEscalationPath } from "../../../properties/catalogue/noEscalationPath.js";
import { newSteps } from "../../../properties/escalation/answerable.js";
import { boundariesFor } from "../../../properties/escalation/boundary.js";
import type { Chain } from "../../../properties/escalation/chain.js";
import {
  assuming,
  everything,
  functions,
  hard,
  judgeIn,
  lambda,
  on,
  passing,
  type Resources,
  role,
  root,
  stepsOf,
} from "./smallPlans.js";
import { arnOf, stepReference, targetsOf } from "./stepPlan.js";

/** May attach more policies of AWS to itself than are tried. */
const many = (self: string) =>
  on("iam:AttachRolePolicy", arnOf("role", self), {
    Condition: { ArnLike: { "iam:PolicyARN": "arn:aws:iam::aws:policy/Amazon*" } },
  });

const plans: Readonly<Record<string, Resources>> = {
  "that may attach more policies than are tried": {
    ...role("c", root, [many("c")]),
    ...role("near", root, [assuming("ci")]),
    ...role("ci", root, [on("iam:PutRolePolicy", arnOf("role", "ci")), many("ci")]),
  },
  "of which one leads to the others": {
    ...role("admin", { ...root, ...lambda }, [everything]),
    ...role("far", root, [assuming("near")]),
    ...role("near", root, [assuming("admin", "ci")]),
    ...role("ci", root, [passing(arnOf("role", "admin")), functions(["CreateFunction", "InvokeFunction"])]),
    ...role("c", root, [assuming("far")]),
  },
};

/** One of them takes the prover too long. */
const slow: Resources = {
  ...role("admin", { ...root, ...lambda }, [everything]),
  ...role("c", root, [assuming("ci")]),
  ...role("near", root, [assuming("admin")]),
  ...role("ci", root, [assuming("admin"), ...hard]),
  ...role("alone", root, hard),
};

const properties = {
  default: noEscalationPath,
  to: noEscalationPath.with({ to: ["aws_iam_role.ci"] }),
};
const bySelf = (chain: Chain) => chain.hops.some(({ step }) => step === "iam-005");

describe("no-escalation-path of several principals and questions", function () {
  this.timeout(60_000);
  for (const [name, plan] of Object.entries(plans))
    it(`says in any order what it says of each alone: principals ${name}`, async () => {
      const roles = Object.keys(plan).flatMap((address) => /^aws_iam_role\.(.*)$/.exec(address)?.[1] ?? []);
      const asked = roles.flatMap((one) =>
        Object.values(properties).flatMap((property) =>
          [{}, { isExceptedChain: bySelf }].map((more) => ({ property, options: { name: one, ...more } })),
        ),
      );
      const alone: string[] = [];
      for (const { property, options } of asked)
        alone.push(stepsOf(await judgeIn(targetsOf(plan), property, options)));
      for (const order of [asked.map((_, at) => at), asked.map((_, at) => at).toReversed()]) {
        const targets = targetsOf(plan);
        const found: string[] = [];
        for (const at of order)
          found[at] = stepsOf(await judgeIn(targets, asked[at]!.property, asked[at]!.options));
        expect(found).to.deep.equal(alone);
      }
    });

  it("is undecided by what the prover leaves undecided of those that a principal may become, and of no others", async () => {
    const targets = targetsOf(slow);
    const said = async (name: string) => {
      const outcome = await judgeIn(targets, noEscalationPath, { name });
      return outcome.verdict === "undecided" && outcome.kind !== "holes" ? outcome.gap : stepsOf(outcome);
    };
    expect(await said("near")).to.equal("medium sts-001");
    expect(await said("alone")).to.equal(
      "the prover has not decided whether all requests of some step are allowed",
    );
    for (const name of ["ci", "c"])
      expect(await said(name)).to.match(
        /by AssumeRole, but the prover has not decided whether all requests of some step are allowed/,
      );
  });

  it("notes each time what the prover leaves undecided of the boundaries of new principals", async () => {
    const denials = hard.slice(2).map((one) => ({ ...one, Action: "iam:CreateRole" }));
    const making = [on("iam:CreateRole", arnOf("role", "new-*")), ...denials];
    const { now, graphs } = targetsOf(role("ci", root, making))[0]!.surroundings!;
    const { narrowest } = graphs.of(now(), await stepReference());
    const step = newSteps.find(({ leadsTo }) => leadsTo === "newRole")!;
    const noted = () =>
      narrowest.noting(() => boundariesFor(narrowest, narrowest.nodeAt("aws_iam_role.ci")!, step)).undecided;
    expect([...noted()]).to.deep.equal(["aws_iam_role.ci"]);
    expect([...noted()]).to.deep.equal(["aws_iam_role.ci"]);
  });
});
