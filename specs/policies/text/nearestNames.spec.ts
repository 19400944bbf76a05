import { expect } from "chai";
import { nearestNames } from "../../../policies/text/nearestNames.js";

describe("nearestNames", () => {
  const names = [
    "aws_iam_role.job",
    "aws_iam_role.jobs",
    "aws_iam_policy.deploy",
    "module.a.aws_iam_role.job",
  ];
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ["aws_iam_role.jbo", ["aws_iam_role.job", "aws_iam_role.jobs"]],
    ["deploy", ["aws_iam_policy.deploy"]],
    ["AWS_IAM_ROLE.JOBS", ["aws_iam_role.jobs", "aws_iam_role.job"]],
    ["quite-different", []],
    ["", []],
  ];
  for (const [typed, close] of rows) {
    it(`finds ${close.length} for ${typed || "nothing"}`, () => {
      expect(nearestNames(typed, names).filter((name) => !name.startsWith("module"))).to.deep.equal(close);
    });
  }

  it("shows three at most", () => {
    expect(nearestNames("a1", ["a2", "a3", "a4", "a5"])).to.deep.equal(["a2", "a3", "a4"]);
  });
});
