import { expect } from "chai";
import { fitName } from "../../../harness/page/fitName.js";

describe("a name in a box", () => {
  for (const [name, width, expected] of [
    ["aws_iam_role.ci", 190, "aws_iam_role.ci"],
    ["aws_iam_role.nightly_export", 190, "nightly_export"],
    ["module.jobs.aws_iam_user.nightly", 190, "module.jobs.nightly"],
    ["plan.json#aws_iam_group.ci", 190, "plan.json#ci"],
    ["aws_iam_role.a_role_with_a_very_long_name", 190, "a_role_wit…y_long_name"],
    ["token.actions.example.com", 100, "toke…e.com"],
  ] as const)
    it(`of ${width} pixels: ${name} as ${expected}`, () => {
      expect(fitName(name, width)).to.equal(expected);
    });
});
