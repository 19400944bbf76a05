import { expect } from "chai";
import { addressIn } from "../../../../harness/plan/source/addressIn.js";
import { printAddress } from "../../../../properties/targetAddress.js";

describe("addressIn", () => {
  const rows: readonly (readonly [name: string, parts: object])[] = [
    ["aws_iam_role.job", { resource: "aws_iam_role.job" }],
    ['module.a["x"].aws_iam_role.job["b#c@1"]', { resource: 'module.a["x"].aws_iam_role.job["b#c@1"]' }],
    [
      "aws_ssoadmin_permission_set.s@111122223333",
      { resource: "aws_ssoadmin_permission_set.s", account: "111122223333" },
    ],
    ["aws_ssoadmin_permission_set.s@1111", { resource: "aws_ssoadmin_permission_set.s@1111" }],
    [
      "aws_rolesanywhere_profile.p as module.m.aws_iam_role.r",
      { resource: "aws_rolesanywhere_profile.p", session: "module.m.aws_iam_role.r" },
    ],
    ["", { resource: "" }],
  ];
  for (const [name, parts] of rows) {
    it(`reads \`${name}\`, and prints the same`, () => {
      const address = addressIn("plan.json", name);
      expect(address).to.deep.equal({ source: "plan.json", ...parts });
      expect(printAddress(address)).to.equal(`plan.json#${name}`);
    });
  }

  it("prints the selectors of statements last", () => {
    const address = { ...addressIn("plan.json", "aws_iam_policy.p"), statements: ["Sid=A", "statement=1"] };
    expect(printAddress(address)).to.equal("plan.json#aws_iam_policy.p#Sid=A#statement=1");
  });
});
