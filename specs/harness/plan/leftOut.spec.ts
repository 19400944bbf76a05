import { expect } from "chai";
import { allow, change, extractPlan, makePlan, trust } from "./plans.js";

const role = { name: "r", path: "/", assume_role_policy: trust };
const holes = (plan: object): readonly string[] =>
  extractPlan(plan).targets.flatMap((target) => target.holes.map(({ address }) => address));

describe("a value that a tool has taken out of a plan, so that an empty string is left", () => {
  const plain = change("aws_iam_role.r", { after: role });
  const rows: readonly (readonly [name: string, plan: object, hole: string])[] = [
    [
      "an inline policy that Terraform requires",
      makePlan([plain, change("aws_iam_role_policy.p", { after: { name: "p", role: "r", policy: "" } })]),
      "aws_iam_role_policy.p.policy",
    ],
    [
      "a policy marked sensitive that Terraform does not require",
      makePlan([
        change("aws_iam_role.r", {
          after: { ...role, inline_policy: [{ name: "", policy: "" }] },
          sensitive: { inline_policy: [{ policy: true }] },
        }),
      ]),
      "aws_iam_role.r.inline_policy[0].policy",
    ],
    [
      "the policy of a block with a name",
      makePlan([
        change("aws_iam_role.r", { after: { ...role, inline_policy: [{ name: "p", policy: "" }] } }),
      ]),
      "aws_iam_role.r.inline_policy[0].policy",
    ],
    [
      "the ARN of a policy",
      makePlan([plain, change("aws_iam_role_policy_attachment.a", { after: { role: "r", policy_arn: "" } })]),
      "aws_iam_role_policy_attachment.a.policy_arn",
    ],
    [
      "an ARN in a list of them",
      makePlan([change("aws_iam_role.r", { after: { ...role, managed_policy_arns: [""] } })]),
      "aws_iam_role.r.managed_policy_arns",
    ],
    [
      "a managed policy that is attached",
      makePlan([
        plain,
        change("aws_iam_policy.p", {
          after: { name: "p", arn: "arn:aws:iam::111122223333:policy/p", policy: "" },
        }),
        change("aws_iam_role_policy_attachment.a", {
          after: { role: "r", policy_arn: "arn:aws:iam::111122223333:policy/p" },
        }),
      ]),
      "aws_iam_policy.p.policy",
    ],
  ];
  for (const [name, plan, hole] of rows) {
    it(`is unknown, not absent: ${name}`, () => {
      expect(holes(plan)).to.deep.equal([hole]);
    });
  }

  it("is absent where Terraform does not require it and nothing is marked", () => {
    const block = { name: "", policy: "" };
    const changes = [
      change("aws_iam_role.r", { after: { ...role, permissions_boundary: "", inline_policy: [block] } }),
      change("aws_iam_role_policy.p", { after: { name: "p", role: "r", policy: allow("s3:Get*") } }),
    ];
    expect(holes(makePlan(changes))).to.deep.equal([]);
  });
});
