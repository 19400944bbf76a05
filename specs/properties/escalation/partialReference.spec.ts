import { expect } from "chai";
import { noEscalationPath } from "../../../properties/catalogue/noEscalationPath.js";
import { referenceOf } from "../../laws/smallReference.js";
import { admin, bounded, everything, judgeIn, on, policy, role, root, stepsOf } from "./smallPlans.js";
import { arnOf, stepReference, targetsOf } from "./stepPlan.js";

describe("no-escalation-path with a service reference that lacks actions of IAM", () => {
  const putting = on(
    ["iam:PutRolePolicy", "iam:AttachRolePolicy", "iam:DeleteRolePermissionsBoundary"],
    "*",
    {
      Condition: { ArnLike: { "iam:PermissionsBoundary": arnOf("policy", "limit") } },
    },
  );
  const plan = targetsOf({
    ...admin,
    ...policy("limit", everything),
    ...role("worker", root, [everything], bounded("limit")),
    ...role("ci", root, [putting, on("sts:AssumeRole", arnOf("role", "worker"))]),
  });

  for (const [what, actions] of [
    ["all of them", []],
    ["all but one", ["iam:PutRolePolicy", "sts:AssumeRole"]],
  ] as const) {
    it(`answers: ${what}`, async () => {
      const reference = referenceOf(["s3:GetObject", ...actions], await stepReference());
      const outcome = await judgeIn(plan, noEscalationPath, { reference });
      expect(stepsOf(outcome)).to.equal("critical iam-014");
    });
  }
});
