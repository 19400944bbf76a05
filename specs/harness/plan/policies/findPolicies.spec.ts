import { expect } from "chai";
import { allow, extractPlan, makePlan, trust, unchanged } from "../plans.js";

describe("policies of a plan that are written alike", () => {
  const role = (name: string) => ({ name, path: "/", assume_role_policy: trust });
  const policy = (name: string, of: string, action: string) => ({ name, role: of, policy: allow(action) });
  const { policies, targets } = extractPlan(
    makePlan([
      unchanged("aws_iam_role.a", role("a")),
      unchanged("aws_iam_role.b", role("b")),
      unchanged("aws_iam_role_policy.one", policy("one", "a", "s3:*")),
      unchanged("aws_iam_role_policy.two", policy("two", "a", "s3:*")),
      unchanged("aws_iam_role_policy.other", policy("other", "b", "sqs:*")),
    ]),
  );
  const documentOf = (address: string) =>
    policies.find((one) => one.address === address)!.policy!.lower.document;

  it("are read once, and are separate policies", () => {
    expect(documentOf("aws_iam_role.a")).to.equal(documentOf("aws_iam_role.b"));
    expect(documentOf("aws_iam_role_policy.one")).to.equal(documentOf("aws_iam_role_policy.two"));
    expect(documentOf("aws_iam_role_policy.other")).not.to.equal(documentOf("aws_iam_role_policy.one"));
    expect(targets[0]!.policies.identity.map(({ source }) => source)).to.deep.equal([
      "aws_iam_role_policy.one",
      "aws_iam_role_policy.two",
    ]);
  });
});
