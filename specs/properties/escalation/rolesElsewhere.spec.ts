import { expect } from "chai";
import { noEscalationPath } from "../../../properties/catalogue/noEscalationPath.js";
import { passRoleCeiling } from "../../../properties/catalogue/passRoleCeiling.js";
import {
  assuming,
  create,
  everything,
  functions,
  judge,
  on,
  passing,
  type Resources,
  role,
  root,
} from "./smallPlans.js";
import { arnOf, documentOf } from "./stepPlan.js";

/** A role that is not in the plan, with a policy that is. */
const elsewhere = (name: string): Resources => ({
  "aws_iam_role_policy.elsewhere": { role: name, name: "all", policy: documentOf(everything) },
});

describe("roles that are not in the plan, with policies that are", function () {
  this.timeout(20_000);
  for (const [name, expected, statements] of [
    ["may be assumed", "undecided", [assuming("existing")]],
    ["may be passed", "undecided", [passing(arnOf("role", "existing")), functions(create)]],
    ["may be passed to nothing", "holds", [passing(arnOf("role", "existing"))]],
    ["are not named", "holds", [assuming("other"), on("s3:*", "*")]],
  ] as const)
    it(`leave no-escalation-path ${expected} where they ${name}`, async () => {
      const outcome = await judge(
        { ...elsewhere("existing"), ...role("ci", root, statements) },
        noEscalationPath,
      );
      expect(outcome.verdict).to.equal(expected);
      if (outcome.verdict !== "undecided" || outcome.kind !== "holes") return;
      expect(outcome.holes.map(({ reason }) => reason)).to.include(
        "it is not in the plan, so its trust policy is unknown",
      );
    });

  it("leave pass-role-ceiling undecided, as they may have a boundary", async () => {
    const plan = { ...elsewhere("existing"), ...role("ci", root, [passing(arnOf("role", "existing"))]) };
    expect((await judge(plan, passRoleCeiling.with({ ceiling: ["logs:*"] }))).verdict).to.equal("undecided");
  });
});
